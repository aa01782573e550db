package io.muster.failover.simulation.model;

import java.util.Arrays;

/** An event, as far as it is compared: which message it is, and its fields as numbers. */
public final class Said
{
    private final int template;
    private final long[] fields;

    private Said(final int template, final long[] fields)
    {
        this.template = template;
        this.fields = fields;
    }

    static Said of(final int template, final long... fields)
    {
        return new Said(template, fields);
    }

    /** Which message it is. */
    public int template()
    {
        return template;
    }

    @Override
    public boolean equals(final Object other)
    {
        return other instanceof final Said said && template == said.template && Arrays.equals(fields, said.fields);
    }

    @Override
    public int hashCode()
    {
        return 31 * template + Arrays.hashCode(fields);
    }

    @Override
    public String toString()
    {
        return SaidReader.nameOf(template) + Arrays.toString(fields);
    }
}
