/**
 * Simulated players, and the verdict on what the servers did to them.
 * <pre>
 *   Crowd ──► SimulatedPlayer ──► Play (Connect Four, arena) ──► Player (the SDK)
 *                  │                                               │ frames
 *                  └──────────► Ledger ◄───────────────────────────┘
 *                                 └──► Verdict ──► CrowdResult
 * </pre>
 * The thread that polls a {@link io.muster.client.simulation.Crowd} owns everything here. A ledger holds what its
 * player sent and was told, from the frames themselves; it never asks a server about the servers.
 */
package io.muster.client.simulation;
