package io.muster.master.engine.script;

import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Prints how many commands a second one thread applies. Arguments: players, millions of commands, rounds. */
public final class EngineSpeed
{
    private EngineSpeed()
    {
    }

    /** Write a script once, and apply it to a new engine again and again; the first rounds are for the compiler. */
    public static void main(final String[] args)
    {
        final int players = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        final long commands = 1_000_000L * (args.length > 1 ? Integer.parseInt(args[1]) : 3);
        final int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;

        final Script script = new Script((int)(commands * 64));
        new ScriptWriter(new Engine(EngineSettings.DEFAULT), script, players, 1).write(commands);
        System.out.printf("%d commands in %d entries, %d bytes a command%n",
            script.commands(), script.entries(), script.position() / script.commands());

        // Its own time on a processor, so that whatever else runs here counts as little as it can.
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int round = 0; round < rounds; round++)
        {
            final Engine engine = new Engine(EngineSettings.DEFAULT);
            final int warm = script.entries() / 3;
            script.apply(engine, 0, warm);
            final long startCpuNs = threads.getCurrentThreadCpuTime();
            script.apply(engine, warm, script.entries());
            final long tookNs = threads.getCurrentThreadCpuTime() - startCpuNs;
            System.out.printf("%.2f million commands/s, %d users, %d instances, digest %016x%n",
                script.commands() * 2e3 / 3 / tookNs, engine.users(), engine.instances(), engine.digest());
        }
    }
}
