package io.muster.game.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plays against a {@link WorkerStand} over a network that loses packets, doubles them, and cuts connections. */
final class ForgetfulPlayer
{
    static final int INPUTS = 60;

    private final long instanceId;
    private final long userId;
    private final Random random;
    private final List<String> wrong = new ArrayList<>();
    private int attachment;
    private long sentInputSeq;
    private long ackedInputSeq;
    private long seenOutputSeq;
    private int quietSteps;

    ForgetfulPlayer(final long instanceId, final long userId, final Random random)
    {
        this.instanceId = instanceId;
        this.userId = userId;
        this.random = random;
    }

    void step(final WorkerStand stand)
    {
        if (attachment == 0 || random.nextInt(100) == 0)
        {
            attachment++;
            quietSteps = 0;
        }
        if (quietSteps++ % 30 == 0)
        {
            toWorker(() -> stand.attach(3, instanceId, userId, attachment, seenOutputSeq));
            sentInputSeq = ackedInputSeq;
        }
        if (sentInputSeq < INPUTS && sentInputSeq - ackedInputSeq < 8)
        {
            sentInputSeq++;
            final byte[] payload = ("e" + sentInputSeq).getBytes();
            toWorker(() -> stand.input(instanceId, userId, sentInputSeq, seenOutputSeq, payload));
        }
        else
        {
            toWorker(() -> stand.ack(instanceId, userId, seenOutputSeq));
        }
        stand.packets().forEach((packet) -> toPlayer(() -> hear(packet)));
    }

    boolean isDone()
    {
        return seenOutputSeq == INPUTS && ackedInputSeq == INPUTS;
    }

    List<String> wrong()
    {
        return wrong;
    }

    private void hear(final String packet)
    {
        final String[] words = packet.split("[ /]");
        if (words[1].equals("attached"))
        {
            ackedInputSeq = Math.max(ackedInputSeq, Long.parseLong(words[2]));
        }
        else if (words[1].equals("output"))
        {
            final long seq = Long.parseLong(words[2]);
            ackedInputSeq = Math.max(ackedInputSeq, Long.parseLong(words[3]));
            if (seq == seenOutputSeq + 1)
            {
                seenOutputSeq = seq;
                quietSteps = 1;
                if (!words[4].equals("e" + seq))
                {
                    wrong.add(packet);
                }
            }
        }
        sentInputSeq = Math.max(sentInputSeq, ackedInputSeq);
    }

    private void toWorker(final Runnable packet)
    {
        lossy(packet);
    }

    private void toPlayer(final Runnable packet)
    {
        lossy(packet);
    }

    private void lossy(final Runnable packet)
    {
        final int luck = random.nextInt(10);
        if (luck >= 3)
        {
            packet.run();
        }
        if (luck >= 8)
        {
            packet.run();
        }
    }

    @Override
    public String toString()
    {
        return "seen " + seenOutputSeq + " acked " + ackedInputSeq + " sent " + sentInputSeq;
    }
}
