package io.muster.master.engine.index;

/** What finds records by one of their fields. Links and unlinks are called by the {@code Table} alone, in one place. */
public sealed interface Index permits UniqueIndex, UniqueTextIndex, GroupIndex, SortedIndex, BitsIndex
{
    /** The record at this slot has its fields; let it be found. */
    void link(int slot);

    /** The record at this slot is about to change or to go; it still has its fields. */
    void unlink(int slot);

    /** All records of a snapshot are in the slab, links included, and none is in this index: put them in. */
    void rebuild();

    /** Bytes that the index takes. */
    long bytes();
}
