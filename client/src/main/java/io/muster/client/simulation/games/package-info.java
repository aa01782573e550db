/**
 * The sample games from a player's side: moves to make, and evidence of what became of them.
 * <pre>
 *   SimulatedPlayer ──► Play ──► Player.input
 *                         └──► evidence: what was sent, against what the game shows
 * </pre>
 * Hears and says the payloads of schema 902. Owned by the thread that polls the crowd; never asks a server what
 * happened to an input, for that is what is judged here.
 */
package io.muster.client.simulation.games;
