/** Tests. */
package io.muster.replay.prompt;
