/** Tests. */
package io.muster.replay.log;
