/**
 * {@code muster replay DIR}: the prompt at which the past is looked at, and its commands.
 * Owned by the tool's only thread.
 */
package io.muster.replay.prompt;
