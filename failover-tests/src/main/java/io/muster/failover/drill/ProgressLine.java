package io.muster.failover.drill;

import io.muster.client.simulation.LiveNumbers;
import io.muster.console.CrowdThread;
import io.muster.console.report.StatusLine;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** One line that is renewed each second, and one that stays for each strike. */
final class ProgressLine
{
    private static final int WIDTH = 150;

    private final PrintStream out;
    private String fault;
    private long beginNs;
    private CrowdThread crowd;
    private LiveNumbers shown;
    private int strikes;

    ProgressLine(final PrintStream out)
    {
        this.out = out;
    }

    void begin(final String name, final String what)
    {
        fault = name;
        beginNs = System.nanoTime();
        strikes = 0;
        renew(what + " ...");
    }

    void watch(final CrowdThread players)
    {
        crowd = players;
        shown = players.live();
    }

    /** Whenever the players have counted again, which they do once a second. */
    void show()
    {
        if (crowd.live() != shown)
        {
            shown = crowd.live();
            renew(StatusLine.of((int)TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNs), shown));
        }
    }

    /** A strike bit. */
    void struck(final int number, final String evidence)
    {
        strikes = number;
        say(fault + ": strike " + number + " bit: " + evidence);
    }

    /** Strikes of this run that bit. */
    int strikes()
    {
        return strikes;
    }

    void say(final String sentence)
    {
        renew(sentence);
        out.println();
        out.flush();
    }

    /** The line as it is, for what follows. */
    void end()
    {
        renew("");
        out.print("\r");
        out.flush();
    }

    private void renew(final String text)
    {
        final String line = text.isEmpty() || text.startsWith(fault) ? text : fault + " " + text;
        out.print("\r" + String.format("%-" + WIDTH + "s", line));
        out.flush();
    }
}
