package io.muster.failover.simulation.model;

import io.muster.codecs.NodeKind;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A node as the model has it, with everything that was said to its incarnation. */
public final class ModelNode
{
    /** An event, and what an outbox keeps beside it. */
    public record Told(Said said, long position, long applied, int bytes)
    {
    }

    /** What a game type offers. */
    record Offer(int seatsMin, int seatsMax)
    {
        int seatsFor(final int asked)
        {
            return asked == 0 ? seatsMax : asked >= seatsMin && asked <= seatsMax ? asked : 0;
        }
    }

    final int id;
    NodeKind kind;
    int capacity;
    int tcpPort;
    int addressBytes;
    final Map<Long, Offer> games = new TreeMap<>();
    /** In the order in which it began to carry them. */
    final Set<ModelUser> carried = new LinkedHashSet<>();
    /** By age. */
    final Map<Long, ModelInstance> instances = new TreeMap<>();
    long incarnation;
    boolean isUp;
    long heardMs;
    long commandSeq;
    boolean isWantedTold;
    boolean isOverrun;
    private final Map<Long, List<Told>> toldTo = new TreeMap<>();
    private List<Told> told = new ArrayList<>();
    private long firstSeq;
    private int bytes;

    ModelNode(final int id)
    {
        this.id = id;
    }

    void begin(final long itsIncarnation, final long nowMs)
    {
        incarnation = itsIncarnation;
        isUp = true;
        isOverrun = false;
        heardMs = nowMs;
        commandSeq = 0;
        isWantedTold = false;
        told = new ArrayList<>();
        toldTo.put(incarnation, told);
        firstSeq = 1;
        bytes = 0;
    }

    /** False: it does not fit any more. */
    boolean say(final Said said, final long position, final int recordBytes, final int bytesMax)
    {
        if (bytes + recordBytes > bytesMax)
        {
            isOverrun = true;
            return false;
        }
        told.add(new Told(said, position, commandSeq, recordBytes));
        bytes += recordBytes;
        return true;
    }

    void acknowledge(final long eventSeq)
    {
        while (eventSeq <= told.size() && firstSeq <= eventSeq)
        {
            bytes -= told.get((int)firstSeq - 1).bytes;
            firstSeq++;
        }
    }

    void forgetUntold()
    {
        firstSeq = told.size() + 1L;
        bytes = 0;
    }

    long saidSeq()
    {
        return told.size();
    }

    /** Everything that was said to this incarnation, by number from 1 on. */
    public List<Told> told()
    {
        return told;
    }

    /** Everything that was said to an incarnation of it, or null when there was none. */
    public List<Told> told(final long itsIncarnation)
    {
        return toldTo.get(itsIncarnation);
    }

    /** The first event that it has not acknowledged. */
    public long firstSeq()
    {
        return firstSeq;
    }

    /** Of the events that it has not acknowledged. */
    public int bytes()
    {
        return bytes;
    }

    public int id()
    {
        return id;
    }

    public boolean isUp()
    {
        return isUp;
    }

    public long incarnation()
    {
        return incarnation;
    }

    int load()
    {
        return kind == NodeKind.SESSION ? carried.size() : instances.size();
    }

    @Override
    public String toString()
    {
        return "incarnation " + incarnation + (isUp ? " up" : " down") + ", command " + commandSeq + ", events " +
            firstSeq + " to " + told.size() + " in " + bytes + " bytes";
    }
}
