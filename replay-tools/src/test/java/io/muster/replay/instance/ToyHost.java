package io.muster.replay.instance;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.SeatInputEncoder;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.game.GameType;
import io.muster.game.instance.InstanceCounters;
import io.muster.game.instance.InstanceLimits;
import io.muster.game.journal.Journal;
import io.muster.game.worker.Lane;
import io.muster.game.worker.WorkerAgent;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureSettings;
import io.muster.node.capture.CaptureWriter;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A worker of a game node that captures, with a clock that is moved by hand. */
final class ToyHost implements AutoCloseable
{
    private static final InstanceLimits LIMITS = new InstanceLimits(
        100, 64, 64 * 1024, TimeUnit.SECONDS.toNanos(1), TimeUnit.SECONDS.toNanos(20), 1);

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Lane lane = Lane.ofBytes(1 << 18, 1 << 20);
    private final Capture capture;
    private final CaptureWriter writer;
    private final WorkerAgent worker;
    private long nowNs;
    private boolean isKilled;

    ToyHost(final Path dir, final GameType type)
    {
        final CaptureSettings settings = new CaptureSettings(
            Settings.of(null, Map.of("capture.dir", dir.toString(), "capture.diskMin", "0")));
        final Counters counters = new Counters();
        capture = Capture.of(settings, counters);
        writer = new CaptureWriter(capture, settings, NodeKind.GAME, 1, System::currentTimeMillis, System.err);
        writer.onStart();
        worker = new WorkerAgent(0, () -> nowNs, lane, List.of(type), LIMITS, new InstanceCounters(counters), counters,
            new Journal(capture.ring(), TimeUnit.SECONDS.toNanos(2)), (thrown) -> {});
    }

    void start(final long instanceId)
    {
        final StartInstanceEncoder encoder = new StartInstanceEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).seed(instanceId * 31).seatsMax((short)4).putGameType(GameTypes.bytesOf("toy"), 0);
        event(encoder.encodedLength());
    }

    void offer(final long instanceId, final int seat, final String name)
    {
        final OfferSeatEncoder encoder = new OfferSeatEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).userId(100 * instanceId + seat).seat((short)seat).name(name);
        event(encoder.encodedLength());
    }

    void stop(final long instanceId)
    {
        final StopInstanceEncoder encoder = new StopInstanceEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).instanceId(instanceId);
        event(encoder.encodedLength());
    }

    void input(final long instanceId, final int seat, final long inputSeq, final int value)
    {
        final SeatInputEncoder encoder = new SeatInputEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).userId(100 * instanceId + seat).inputSeq(inputSeq).ackedOutputSeq(0)
            .putPayload(new byte[]{(byte)value}, 0, 1);
        lane.fromPlayers().write(1, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        work();
    }

    void pass(final int ms)
    {
        for (int i = 0; i < ms; i += 5)
        {
            nowNs += TimeUnit.MILLISECONDS.toNanos(5);
            work();
        }
    }

    void capture(final boolean on)
    {
        capture.turn(on);
    }

    /** Nothing more is done by the worker, not even to end. */
    void kill()
    {
        isKilled = true;
    }

    @Override
    public void close()
    {
        if (!isKilled)
        {
            worker.onClose();
        }
        writer.onClose();
    }

    private void event(final int encodedLength)
    {
        lane.events().write(Lane.EVENT, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
        work();
    }

    private void work()
    {
        while (worker.doWork() > 0)
        {
            Thread.onSpinWait();
        }
        lane.commands().read((type, said, index, length) -> {});
        writer.doWork();
    }
}
