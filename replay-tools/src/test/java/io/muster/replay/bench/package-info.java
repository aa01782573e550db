/** Tests. */
package io.muster.replay.bench;
