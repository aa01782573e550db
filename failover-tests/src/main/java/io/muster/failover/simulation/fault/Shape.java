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
    private static final int OLDER_BUILD_ONE_IN = 8;
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
        final boolean isTermBlind = chance.below(10) < 7;
        final int datagramBytes = DATAGRAM_BYTES[chance.below(DATAGRAM_BYTES.length)];
        final int witnessMax = WITNESS_MAX[chance.below(WITNESS_MAX.length)];
        final long cycleNs = chance.between(500 * US, 3 * MS);
        final long actNs = chance.between(50 * US, 600 * US) * 300 / players;
        final long faultNs = chance.below(10) == 0 ? 0 : chance.between(50 * MS, 1_000 * MS);
        final Weather weather = Weather.draw(chance);
        final int carriers = 1 + chance.below(3);
        final int hosts = 1 + chance.below(3);
        // Drawn last, so that seeds which failed before there were older builds mean what they meant.
        final boolean isOlderBuild = chance.below(OLDER_BUILD_ONE_IN) == OLDER_BUILD_ONE_IN - 1;
        final LogSettings log =
            new LogSettings(engine, isTermBlind, datagramBytes, witnessMax, cycleNs, isOlderBuild);
        return new Shape(log, weather, players, carriers, hosts, isTight ? 4 : 1_000, actNs, faultNs);
    }
}
