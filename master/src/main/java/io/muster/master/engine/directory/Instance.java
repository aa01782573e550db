package io.muster.master.engine.directory;

/** A game that starts or runs on a game node, and which of its seats are taken. */
public final class Instance
{
    final int slot;
    long id;
    long createdMs;
    Node gameNode;
    long typeHead;
    long typeTail;
    int seatsMax;
    long seatsTaken;
    boolean isRunning;

    /** Where the instance hangs in {@link OpenInstances}. */
    Instance left;
    Instance right;

    Instance(final int slot)
    {
        this.slot = slot;
    }

    /** Where its record is, from 0. */
    public int slot()
    {
        return slot;
    }

    /** Never given to another. */
    public long id()
    {
        return id;
    }

    /** When it was asked for, by the log's clock. */
    public long createdMs()
    {
        return createdMs;
    }

    /** Where it runs. */
    public Node gameNode()
    {
        return gameNode;
    }

    /** First half of its game type. */
    public long typeHead()
    {
        return typeHead;
    }

    /** Second half of its game type. */
    public long typeTail()
    {
        return typeTail;
    }

    /** How many seats it has. */
    public int seatsMax()
    {
        return seatsMax;
    }

    /** A bit a seat. */
    public long seatsTaken()
    {
        return seatsTaken;
    }

    /** How many seats are taken. */
    public int seatsTakenCount()
    {
        return Long.bitCount(seatsTaken);
    }

    /** Whether its game node has said that it runs. */
    public boolean isRunning()
    {
        return isRunning;
    }

    /** Whether every seat is taken. */
    public boolean isFull()
    {
        return seatsTakenCount() == seatsMax;
    }

    /** Whether no seat is taken. */
    public boolean isEmpty()
    {
        return seatsTaken == 0;
    }

    /** Whether it is to be found by who looks for a seat. */
    boolean isOpen()
    {
        return isRunning && !isFull();
    }
}
