package io.muster.failover.drill;

import io.muster.console.local.Kind;
import io.muster.failover.fault.Fault;
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
        new RollingRestart());

    private Faults()
    {
    }

    static Optional<Fault> named(final String name)
    {
        return ALL.stream().filter((fault) -> fault.name().equals(name)).findFirst();
    }
}
