/**
 * The {@code muster} command: one class a sub-command, and what they say to a person.
 * <p>
 * Hears: a command line; what simulated players saw. Says: status lines, a verdict, JSON; config files and signals by
 * way of {@link io.muster.console.local}.
 * <p>
 * Owner: the main thread. Simulated players run on the client module's threads.
 * <p>
 * Never: calls a node's code in this process; takes a server's word for what a player saw.
 */
package io.muster.console;
