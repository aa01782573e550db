package io.muster.console.find;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows as a table for people: a column for each field, as wide as it has to be. */
public final class RowTable
{
    private static final int GAP = 2;

    private final List<String> names = new ArrayList<>();
    private final List<List<String>> lines = new ArrayList<>();

    /** All rows have the same fields. */
    public RowTable(final List<ObjectNode> rows)
    {
        rows.stream().findFirst().ifPresent((row) -> row.fieldNames().forEachRemaining(names::add));
        lines.add(names.stream().map(RowTable::heading).toList());
        rows.forEach((row) -> lines.add(names.stream().map((name) -> text(row.get(name))).toList()));
    }

    /** Print a heading and the rows; nothing when there are none. */
    public void print(final PrintWriter out)
    {
        if (names.isEmpty())
        {
            return;
        }
        for (final List<String> line : lines)
        {
            final StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++)
            {
                text.append(line.get(i)).append(" ".repeat(width(i) + GAP - line.get(i).length()));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private int width(final int column)
    {
        return lines.stream().mapToInt((line) -> line.get(column).length()).max().orElseThrow();
    }

    /** {@code seatsTaken} is {@code seats-taken} to people, as the fields that they may ask for. */
    private static String heading(final String name)
    {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String text(final JsonNode value)
    {
        final List<String> parts = new ArrayList<>();
        value.properties().forEach((it) -> parts.add(it.getKey() + "=" + it.getValue().asText()));
        if (value.isArray())
        {
            value.forEach((it) -> parts.add(it.asText()));
        }
        if (value.isBoolean())
        {
            return value.asBoolean() ? "yes" : "no";
        }
        final String text = value.isContainerNode() ? String.join(" ", parts) : value.asText();
        return text.isEmpty() ? "-" : text;
    }
}
