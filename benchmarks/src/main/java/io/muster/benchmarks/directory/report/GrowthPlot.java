package io.muster.benchmarks.directory.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What each operation of ours costs at each size, drawn with both axes logarithmic: flat is the goal. */
public final class GrowthPlot
{
    private static final int WIDTH = 860;
    private static final int HEIGHT = 520;
    private static final int LEFT = 84;
    private static final int RIGHT = 700;
    private static final int TOP = 84;
    private static final int BOTTOM = 448;
    private static final int LABEL_GAP = 19;
    private static final int SIZE_MIN = 1_000;
    private static final int SIZE_MAX = 10_000_000;
    private static final List<String> COLOURS = List.of("#0072b2", "#009e73", "#d55e00", "#cc79a7", "#5b4fb3");
    private static final List<String> NAMES = List.of(
        "insert", "update", "look up by id", "first 50 of a range", "conjunction, first 20");

    private final StringBuilder svg = new StringBuilder();
    private final Numbers numbers;
    private final double low;
    private final double high;

    /** @param numbers with keys of {@link Growth}. */
    public GrowthPlot(final Numbers numbers)
    {
        this.numbers = numbers;
        double least = Double.MAX_VALUE;
        double most = 0;
        for (final String operation : Growth.OPERATIONS)
        {
            for (int size = SIZE_MIN; size <= SIZE_MAX; size *= 10)
            {
                final double ns = numbers.get(Growth.key(operation, size));
                least = Double.isNaN(ns) ? least : Math.min(least, ns);
                most = Double.isNaN(ns) ? most : Math.max(most, ns);
            }
        }
        low = Math.floor(Math.log10(least));
        high = Math.ceil(Math.log10(most));
    }

    /** Draw it into a file, whose folder is made if it is not there. */
    public void write(final Path file) throws IOException
    {
        begin();
        grid();
        lines();
        svg.append("</svg>\n");
        if (file.toAbsolutePath().getParent() != null)
        {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, svg);
    }

    private void begin()
    {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" " +
            "font-family=\"Helvetica, Arial, sans-serif\">%n", WIDTH, HEIGHT, WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n", WIDTH, HEIGHT);
        add("<text x=\"%d\" y=\"36\" font-size=\"19\" fill=\"#1a1a1a\">%s</text>%n",
            LEFT, "The directory engine: what an operation costs as users grow");
        text(LEFT, 58, "start", "#5a5a5a", "nanoseconds per operation, one thread, both axes logarithmic; " +
            "flat is the goal");
        text((LEFT + RIGHT) / 2, BOTTOM + 48, "middle", "#5a5a5a", "users in the directory");
    }

    private void grid()
    {
        for (double power = low; power <= high; power++)
        {
            final double y = y(Math.pow(10, power));
            add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#d9d9d9\"/>%n", LEFT, y, RIGHT, y);
            text(LEFT - 10, y + 4, "end", "#3a3a3a", time(power));
        }
        for (int size = SIZE_MIN; size <= SIZE_MAX; size *= 10)
        {
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#eeeeee\"/>%n",
                x(size), TOP, x(size), BOTTOM);
            text(x(size), BOTTOM + 22, "middle", "#3a3a3a", String.format(Locale.ROOT, "%,d", size));
        }
    }

    /** Each line has its name at its end; names that would overlap are moved apart. */
    private void lines()
    {
        final List<Label> labels = new ArrayList<>();
        for (int i = 0; i < Growth.OPERATIONS.size(); i++)
        {
            line(i, labels);
        }
        labels.sort(Comparator.comparingDouble(Label::y));
        double free = TOP;
        for (final Label label : labels)
        {
            final double y = Math.max(free, label.y);
            text(RIGHT + 12, y + 4, "start", label.colour, label.name);
            free = y + LABEL_GAP;
        }
    }

    private void line(final int operation, final List<Label> labels)
    {
        final String colour = COLOURS.get(operation);
        final StringBuilder points = new StringBuilder();
        double lastNs = Double.NaN;
        for (int size = SIZE_MIN; size <= SIZE_MAX; size *= 10)
        {
            final double ns = numbers.get(Growth.key(Growth.OPERATIONS.get(operation), size));
            if (!Double.isNaN(ns))
            {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size), y(ns)));
                add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s, %,d users: %,.0f ns</title>" +
                    "</circle>%n", x(size), y(ns), colour, NAMES.get(operation), size, ns);
                lastNs = ns;
            }
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>%n",
            points.toString().strip(), colour);
        if (!Double.isNaN(lastNs))
        {
            labels.add(new Label(NAMES.get(operation), colour, y(lastNs)));
        }
    }

    private void text(final double x, final double y, final String anchor, final String colour, final String words)
    {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"13\" fill=\"%s\">%s</text>%n",
            x, y, anchor, colour, words);
    }

    private void add(final String format, final Object... values)
    {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String time(final double power)
    {
        final int whole = (int)power;
        final String digits = "1" + "0".repeat(Math.floorMod(whole, 3));
        return digits + (whole < 3 ? " ns" : whole < 6 ? " µs" : " ms");
    }

    private static double x(final double size)
    {
        final double share = (Math.log10(size) - Math.log10(SIZE_MIN)) / (Math.log10(SIZE_MAX) - Math.log10(SIZE_MIN));
        return LEFT + share * (RIGHT - LEFT);
    }

    private double y(final double ns)
    {
        return BOTTOM - (Math.log10(ns) - low) / (high - low) * (BOTTOM - TOP);
    }

    private record Label(String name, String colour, double y)
    {
    }
}
