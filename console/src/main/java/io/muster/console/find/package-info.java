/**
 * Asks a replica for records, and shows them: what {@code muster find} is made of.
 * <p>
 * One thread, that of the command.
 */
package io.muster.console.find;
