/** Tests. */
package io.muster.replay.serve;
