/**
 * The Java SDK: what a game's client needs to be a player of Muster.
 * <pre>
 *   application ──► Player ──► SessionPublisher ──► Connection ══► session node
 *        ▲            ▲                                 │
 *        └ PlayerListener ◄── Player ◄── SessionAdapter ◄┘
 * </pre>
 * A {@link io.muster.client.Client} owns the sockets of any number of players and starts no thread: the application
 * calls {@link io.muster.client.Client#poll} in its own loop, and is called back from there. One thread owns a client,
 * its players and everything below them. This is a whole player, which walks east for as long as a round lasts:
 * <pre>{@code
 * final ClientSettings settings = new ClientSettings();
 * settings.sessionNodes = List.of(SessionNode.of("127.0.0.1:7000"));
 * final UnsafeBuffer east = ...; // What the game understands: at most 1,024 bytes.
 *
 * try (Client client = new Client(settings))
 * {
 *     final Player player = client.player(new PlayerListener()
 *     {
 *         public void onWelcome(final Player player, final boolean resumed)
 *         {
 *             player.create("arena", 0);
 *         }
 *
 *         public void onOutput(final Player player, final Output output)
 *         {
 *             player.input(east, 0, east.capacity());
 *         }
 *
 *         public void onSeatClosed(
 *             final Player player, final long requestSeq, final long instanceId, final SeatReason reason)
 *         {
 *             player.logout();
 *         }
 *     });
 *     player.login("ada");
 *     while (player.state() != PlayerState.CLOSED)
 *     {
 *         idleStrategy.idle(client.poll(System.nanoTime()));
 *     }
 * }
 * }</pre>
 * Lost connections and dead session nodes need no code: the player comes back by itself, with what it asked, where it
 * sits, its inputs and its outputs. Left to the application are refusals, which come with a code and a sentence.
 * <p>
 * Hears what the schema calls {@code session>player}, says {@code player>session}; sees no other process. It never
 * blocks but for resolving a host name, and allocates nothing for an input, an output or a heartbeat.
 */
package io.muster.client;
