/**
 * What every process is made of: the start and the end of a process, its media driver, and the checks before both.
 * <pre>
 *   main ──> NodeProcess ──> Settings, Node (session, game, master) ──> Drivers, agents
 * </pre>
 * Hears the command line and the signals of the operating system; says one {@code ready} line, or one error line and an
 * exit status. The main thread owns everything here; it never touches a message.
 */
package io.muster.node;
