/**
 * Workers: threads that own instances, and the rings between them and the game agent.
 * <pre>
 *   game agent ──events, packets──> Lane ──> MasterAdapter, PlayAdapter ──> instances, on their tick wheels
 *   game agent <──commands, packets── Lane <── MasterPublisher, PlayPublisher
 * </pre>
 * Hears StartInstance, StopInstance, OfferSeat and VacateSeat of the master, and AttachSeat, DetachSeat,
 * SeatInput and SeatAck of players, checked before by the game agent. A worker's thread owns its instances and
 * shares nothing but the lane. It never touches Aeron, and it never waits.
 */
package io.muster.game.worker;
