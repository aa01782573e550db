package io.muster.failover.drill;

import io.muster.console.local.Kind;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.disk.ClockJump;
import io.muster.failover.fault.disk.Corruption;
import io.muster.failover.fault.disk.Corruption.What;
import io.muster.failover.fault.disk.EmptyDisk;
import io.muster.failover.fault.disk.FullDisk;
import io.muster.failover.fault.disk.PowerCut;
import io.muster.failover.fault.disk.SickDisk;
import io.muster.failover.fault.network.BadWeather;
import io.muster.failover.fault.network.Cut;
import io.muster.failover.fault.network.StaleTerm;
import io.muster.failover.fault.network.Swizzle;
import io.muster.failover.fault.process.KillMasters;
import io.muster.failover.fault.process.KillOuter;
import io.muster.failover.fault.process.PauseLeader;
import io.muster.failover.fault.process.PauseOuter;
import io.muster.failover.fault.process.RollingRestart;

import java.util.List;
import java.util.Optional;

/** Every fault there is, in the order in which they are struck. */
final class Faults
{
    static final List<Fault> ALL = List.of(
        KillMasters.leader(),
        KillMasters.follower(),
        KillMasters.majority(),
        KillMasters.all(),
        new PauseLeader(),
        new KillOuter(Kind.SESSION),
        new KillOuter(Kind.GAME),
        new PauseOuter(Kind.SESSION),
        new PauseOuter(Kind.GAME),
        new RollingRestart(),
        Cut.leader(),
        Cut.leaderUnheard(),
        Cut.leaderDeaf(),
        Cut.follower(),
        Cut.masters(),
        Cut.sessions(),
        new Swizzle(),
        new BadWeather(),
        new StaleTerm(),
        PowerCut.leader(),
        PowerCut.all(),
        FullDisk.leader(),
        FullDisk.follower(),
        new SickDisk(true, true),
        new SickDisk(false, true),
        new SickDisk(true, false),
        new SickDisk(false, false),
        new ClockJump(),
        new EmptyDisk(false),
        new EmptyDisk(true),
        new Corruption(What.LOG_FLIP),
        new Corruption(What.LOG_TRUNCATED),
        new Corruption(What.SNAPSHOT_FLIP),
        new Corruption(What.CATALOG_FLIP),
        new Corruption(What.CATALOG_TRUNCATED),
        new Corruption(What.RECORDING_LOG_FLIP),
        new Corruption(What.RECORDING_LOG_TRUNCATED),
        new Corruption(What.VOTES_FLIP));

    private Faults()
    {
    }

    static Optional<Fault> named(final String name)
    {
        return ALL.stream().filter((fault) -> fault.name().equals(name)).findFirst();
    }
}
