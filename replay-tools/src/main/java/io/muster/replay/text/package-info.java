/** Messages in words, as the schema names them. Owned by the tool's only thread. */
package io.muster.replay.text;
