/**
 * The game agent: where the link to the master and the play packets of session nodes come in and go out.
 * <pre>
 *   master ──link──> EventRouter ──┐                        ┌──> commands ──link──> master
 *                                  ├──> lanes of workers ───┤
 *   session nodes ──> PacketRouter ┘                        └──> packets ──> session nodes
 * </pre>
 * An instance's worker follows from its id, so nothing is looked up here. Hears NodeUp and NodeGone for itself. One
 * thread owns everything in this package; it never touches a game.
 */
package io.muster.game.host;
