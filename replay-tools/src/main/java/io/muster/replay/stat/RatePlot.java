package io.muster.replay.stat;

import io.muster.master.recording.TakenSnapshots.Taken;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Commands a second over the time of a log, with its terms, snapshots and silences, as SVG. */
final class RatePlot
{
    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 380;
    private static final int LEFT = 90;
    private static final int RIGHT = 970;
    private static final int TOP = 76;
    private static final int BOTTOM = 310;
    private static final int LINES = 4;

    private final StringBuilder svg = new StringBuilder();
    private final Statistics statistics;
    private final double most;
    private final double spanMs;

    RatePlot(final Statistics statistics)
    {
        this.statistics = statistics;
        most = nice(Math.max(1, statistics.rates().mostPerSecond()));
        spanMs = Math.max(1, statistics.rates().size() * (double)statistics.rates().stretchMs());
    }

    /** A round number not below another. */
    private static double nice(final double value)
    {
        final double power = Math.pow(10, Math.floor(Math.log10(value)));
        final double digits = value / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    /** The picture. @param title names the log. */
    String draw(final String title, final List<Taken> snapshots)
    {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" " +
            "font-family=\"Helvetica, Arial, sans-serif\">%n", WIDTH, HEIGHT, WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"34\" font-size=\"19\" fill=\"#1a1a1a\">%s</text>%n", LEFT, escaped(title));
        text(LEFT, 58, "start", String.format(Locale.ROOT, "commands a second, each point %,d s; red: a leader begins" +
            " its term, green: a snapshot, grey: nothing was recorded", statistics.rates().stretchMs() / 1_000));
        grid();
        silences();
        line();
        statistics.terms().forEach((term) -> mark(x(term.timeMs()), "#d55e00", "t" + term.termId()));
        snapshots.forEach((taken) -> mark(x(taken.ofModule().timestamp()), "#009e73", ""));
        svg.append("</svg>\n");
        return svg.toString();
    }

    private void grid()
    {
        for (int i = 0; i <= LINES; i++)
        {
            final double value = most * i / LINES;
            add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#d9d9d9\"/>%n",
                LEFT, y(value), RIGHT, y(value));
            text(LEFT - 10, y(value) + 4, "end", String.format(Locale.ROOT, "%,.0f", value));
            final double timeMs = statistics.rates().beginMs() + spanMs * i / LINES;
            text(LEFT + (double)(RIGHT - LEFT) * i / LINES, BOTTOM + 26, "middle",
                Instant.ofEpochMilli((long)timeMs).toString().replaceAll("^.*T|\\..*|Z$", ""));
        }
        text((LEFT + RIGHT) / 2.0, BOTTOM + 52, "middle", "the log's time (UTC), from " +
            Instant.ofEpochMilli(statistics.firstMs()) + " to " + Instant.ofEpochMilli(statistics.lastMs()));
    }

    private void silences()
    {
        for (final Statistics.Silence silence : statistics.silences())
        {
            final double from = x(silence.timeMs());
            add("<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e6e6e6\"/>%n", from, TOP,
                Math.max(1, x(silence.timeMs() + silence.lengthMs()) - from), BOTTOM - TOP);
        }
    }

    private void line()
    {
        add("<polyline fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1.6\" points=\"");
        final Rates rates = statistics.rates();
        for (int i = 0; i < rates.size(); i++)
        {
            add("%.1f,%.1f ", x(rates.beginMs() + (i + 0.5) * rates.stretchMs()), y(rates.perSecond(i)));
        }
        add("\"/>%n");
    }

    private void mark(final double x, final String colour, final String label)
    {
        add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>%n",
            x, TOP, x, BOTTOM, colour);
        add("<text x=\"%.1f\" y=\"%d\" font-size=\"11\" fill=\"%s\">%s</text>%n", x + 3, TOP + 10, colour, label);
    }

    private double x(final double timeMs)
    {
        final double at = LEFT + (timeMs - statistics.rates().beginMs()) / spanMs * (RIGHT - LEFT);
        return Math.max(LEFT, Math.min(RIGHT, at));
    }

    private double y(final double value)
    {
        return BOTTOM - value / most * (BOTTOM - TOP);
    }

    private void text(final double x, final double y, final String anchor, final String words)
    {
        add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"13\" fill=\"#3a3a3a\" text-anchor=\"%s\">%s</text>%n",
            x, y, anchor, escaped(words));
    }

    private static String escaped(final String words)
    {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(final String format, final Object... values)
    {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
