package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A slab and its indexes: every index is linked and unlinked here, and nowhere else.
 * <p>
 * A record is made in three steps: {@link #allocate}, fill it through {@link #slab}, {@link #link}. After that its
 * indexed fields are changed by {@link #put} alone; the others may be changed in the slab.
 */
public final class Table
{
    private final String name;
    private final Slab slab;
    private final Field idField;
    private final List<Indexed> definitions;
    private final Index[] indexes;
    /** By where a field lies in the record: the indexes that a change of it changes. */
    private final Index[][] over;

    /**
     * A table without records.
     *
     * @param name        for plans and error messages.
     * @param blockBytes  of the SBE block of a record.
     * @param recordsMax  beyond which {@link #allocate} returns {@link Slab#NONE}.
     * @param idField     a number above 0 that is unique and never used again; indexed without being named.
     * @param definitions the other indexes.
     */
    public Table(
        final String name,
        final int blockBytes,
        final int recordsMax,
        final Field idField,
        final List<Indexed> definitions)
    {
        this.name = name;
        this.idField = idField;
        this.definitions = Stream.concat(
            Stream.of(new Indexed(Indexed.Kind.UNIQUE, idField)), definitions.stream()).toList();
        final long groups = definitions.stream().filter((it) -> it.kind() == Indexed.Kind.GROUP).count();
        slab = new Slab(blockBytes, 2 * (int)groups, recordsMax);
        indexes = new Index[this.definitions.size()];
        int link = 0;
        for (int i = 0; i < indexes.length; i++)
        {
            final Indexed definition = this.definitions.get(i);
            indexes[i] = make(definition, link);
            link += definition.kind() == Indexed.Kind.GROUP ? 2 : 0;
        }
        over = new Index[slab.blockBytes()][];
        for (int at = 0; at < over.length; at++)
        {
            over[at] = indexesOver(at);
        }
    }

    private Index[] indexesOver(final int at)
    {
        final List<Index> found = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++)
        {
            if (definitions.get(i).isOver(at))
            {
                found.add(indexes[i]);
            }
        }
        return found.toArray(new Index[0]);
    }

    /** For plans and error messages. */
    public String name()
    {
        return name;
    }

    /** The records. */
    public Slab slab()
    {
        return slab;
    }

    /** Unique and never used again. */
    public Field idField()
    {
        return idField;
    }

    /** An empty record that no index knows, or {@link Slab#NONE} when the table is full. */
    public int allocate()
    {
        return slab.allocate();
    }

    /** The record has its fields: let it be found. */
    public void link(final int slot)
    {
        for (final Index index : indexes)
        {
            index.link(slot);
        }
    }

    /** Forget a record in every index, and free its slot. */
    public void remove(final int slot)
    {
        for (final Index index : indexes)
        {
            index.unlink(slot);
        }
        slab.free(slot);
    }

    /** Change a number, and every index over it. */
    public void put(final int slot, final Field field, final long value)
    {
        if (slab.get(slot, field) == value)
        {
            return;
        }
        final Index[] changed = over[field.offset()];
        for (final Index index : changed)
        {
            index.unlink(slot);
        }
        slab.put(slot, field, value);
        for (final Index index : changed)
        {
            index.link(slot);
        }
    }

    /** The slot of the record with this id, or {@link Slab#NONE}. */
    public int find(final long id)
    {
        return ((UniqueIndex)indexes[0]).find(id);
    }

    /**
     * The index of a kind over a field.
     *
     * @return null if there is none.
     */
    public Index index(final Indexed.Kind kind, final Field field)
    {
        for (int i = 0; i < indexes.length; i++)
        {
            final Indexed definition = definitions.get(i);
            if (definition.kind() == kind && definition.field().equals(field))
            {
                return indexes[i];
            }
        }
        return null;
    }

    /** What is indexed, and how: the id first, then as the table was made. */
    public List<Indexed> definitions()
    {
        return definitions;
    }

    /** The index that a definition with this number has made. */
    public Index index(final int definition)
    {
        return indexes[definition];
    }

    /** All records of a snapshot are in the slab, links included: make the indexes. */
    public void rebuild()
    {
        rebuild(Integer.MAX_VALUE);
    }

    /**
     * All records of a snapshot are in the slab: make the indexes.
     *
     * @param links that the records came with; groups beyond them are new, and get their members in slot order.
     */
    public void rebuild(final int links)
    {
        int link = 0;
        for (final Index index : indexes)
        {
            link += index instanceof GroupIndex ? 2 : 0;
            if (index instanceof GroupIndex && link > links)
            {
                linkAll(index);
            }
            else
            {
                index.rebuild();
            }
        }
    }

    /** Bytes of records and indexes. */
    public long bytes()
    {
        long bytes = slab.bytes();
        for (final Index index : indexes)
        {
            bytes += index.bytes();
        }
        return bytes;
    }

    private void linkAll(final Index index)
    {
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            index.link(slot);
        }
    }

    private Index make(final Indexed definition, final int link)
    {
        final Field field = definition.field();
        return switch (definition.kind())
        {
            case UNIQUE -> new UniqueIndex(slab, field);
            case UNIQUE_TEXT -> new UniqueTextIndex(slab, field);
            case GROUP -> new GroupIndex(slab, field, link);
            case SORTED -> new SortedIndex(slab, field, idField);
            case SORTED_SOME -> new SortedIndex(slab, field, idField, 0, true);
            case SORTED_WITHIN -> SortedIndex.ofPairs(slab, field, idField);
            case BITS -> new BitsIndex(slab, field);
        };
    }
}
