/** Games of chance and fair ones, run again from captures made here. */
package io.muster.replay.instance;
