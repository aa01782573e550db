/**
 * Running games: an instance, its seats, what their players did and what is kept for them until they have seen it.
 * <pre>
 *   SeatInput ──> Instance ──> InputQueue ──tick──> Game
 *                    │                               │ Stage
 *                    └── Seat ── KeptOutputs <───────┘
 *                                    └──> PlayPublisher ──> SeatOutput, SeatAttached, SeatRefused
 * </pre>
 * Says to the master, by {@link io.muster.game.instance.MasterPublisher}, what became of instances and seats. One
 * worker thread owns every object here. No Aeron type is here; time is a parameter; nothing is allocated per packet
 * or tick.
 */
package io.muster.game.instance;
