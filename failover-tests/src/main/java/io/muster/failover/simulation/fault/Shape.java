package io.muster.failover.simulation.fault;

import io.muster.failover.simulation.log.LogSettings;
import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Weather;
import io.muster.master.engine.EngineSettings;

/**
 * What a simulated world is like: every seed draws another.
 *
 * @param players  there are.
 * @param carriers session nodes.
 * @param hosts    game nodes.
 * @param capacity instances of a game node.
 * @param actNs    between two steps of players, about.
 * @param faultNs  between two faults, about; 0: there are none.
 */
public record Shape(
    LogSettings log, Weather weather, int players, int carriers, int hosts, int capacity, long actNs, long faultNs)
{
    private static final long US = 1_000L;
    private static final long MS = 1_000_000L;
    private static final int[] PLAYERS = { 4, 20, 100, 300, 300, 300 };
    private static final int[] OUTBOX_BYTES = { EngineSettings.OUTBOX_BYTES_MIN, 256 * 1024 };
    private static final int[] DATAGRAM_BYTES = { 1_376, 8_160 };
    private static final int[] WITNESS_MAX = { 64, 4_096, 16_384 };

    public static Shape draw(final Chance chance)
    {
        final int players = PLAYERS[chance.below(PLAYERS.length)];
        final boolean isTight = chance.below(3) == 0;
        final EngineSettings engine = new EngineSettings(
            16,
            isTight ? players * 9 / 10 + 1 : players * 2,
            isTight ? Math.max(2, players / 8) : players,
            OUTBOX_BYTES[chance.below(OUTBOX_BYTES.length)],
            1_500 + 500L * chance.below(3),
            2_000 + 1_000L * chance.below(3),
            1_000,
            1_000);
        final LogSettings log = new LogSettings(
            engine,
            chance.below(10) < 7,
            DATAGRAM_BYTES[chance.below(DATAGRAM_BYTES.length)],
            WITNESS_MAX[chance.below(WITNESS_MAX.length)],
            chance.between(500 * US, 3 * MS));
        final long actNs = chance.between(50 * US, 600 * US) * 300 / players;
        final long faultNs = chance.below(10) == 0 ? 0 : chance.between(50 * MS, 1_000 * MS);
        return new Shape(log, Weather.draw(chance), players, 1 + chance.below(3), 1 + chance.below(3),
            isTight ? 4 : 1_000, actNs, faultNs);
    }
}
