/** Tests. */
package io.muster.replay.incident;
