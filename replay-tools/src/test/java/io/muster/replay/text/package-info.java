/** Tests. */
package io.muster.replay.text;
