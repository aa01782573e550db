package io.muster.game.worker;

import io.muster.codecs.AttachSeatDecoder;
import io.muster.codecs.DetachSeatDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAckDecoder;
import io.muster.codecs.SeatInputDecoder;
import io.muster.game.instance.Instance;
import io.muster.game.instance.InstanceDirectory;
import io.muster.game.instance.PlayPublisher;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/** What players say to the instances of one worker. */
final class PlayAdapter implements MessageHandler
{
    private static final int PACKET_LIMIT = 256;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AttachSeatDecoder attachSeat = new AttachSeatDecoder();
    private final DetachSeatDecoder detachSeat = new DetachSeatDecoder();
    private final SeatInputDecoder seatInput = new SeatInputDecoder();
    private final SeatAckDecoder seatAck = new SeatAckDecoder();

    private final RingBuffer fromPlayers;
    private final InstanceDirectory instances;
    private final PlayPublisher players;
    private long nowNs;

    PlayAdapter(final RingBuffer fromPlayers, final InstanceDirectory instances, final PlayPublisher players)
    {
        this.fromPlayers = fromPlayers;
        this.instances = instances;
        this.players = players;
    }

    int poll(final long newNowNs)
    {
        nowNs = newNowNs;
        return fromPlayers.read(this, PACKET_LIMIT);
    }

    @Override
    public void onMessage(final int typeId, final MutableDirectBuffer buffer, final int index, final int length)
    {
        final int nodeId = typeId - 1;
        header.wrap(buffer, index);
        switch (header.templateId())
        {
            case AttachSeatDecoder.TEMPLATE_ID -> on(attachSeat.wrapAndApplyHeader(buffer, index, header));
            case DetachSeatDecoder.TEMPLATE_ID -> on(detachSeat.wrapAndApplyHeader(buffer, index, header));
            case SeatInputDecoder.TEMPLATE_ID -> on(nodeId, seatInput.wrapAndApplyHeader(buffer, index, header));
            case SeatAckDecoder.TEMPLATE_ID -> on(seatAck.wrapAndApplyHeader(buffer, index, header));
            default -> throw new IllegalStateException("the game agent let through " + header.templateId());
        }
    }

    private void on(final AttachSeatDecoder packet)
    {
        final Instance instance = instances.byId(packet.instanceId());
        if (instance == null)
        {
            refuse(packet.nodeId(), packet.instanceId(), packet.userId());
        }
        else
        {
            instance.attach(
                packet.nodeId(), packet.userId(), packet.attachment(), packet.outputSeq(), nowNs);
            removeIfGone(instance);
        }
    }

    private void on(final DetachSeatDecoder packet)
    {
        final Instance instance = instances.byId(packet.instanceId());
        if (instance != null)
        {
            instance.detach(packet.userId(), packet.attachment());
        }
    }

    private void on(final int nodeId, final SeatInputDecoder packet)
    {
        final Instance instance = instances.byId(packet.instanceId());
        if (instance == null)
        {
            refuse(nodeId, packet.instanceId(), packet.userId());
        }
        else
        {
            instance.input(nodeId, packet, nowNs);
            removeIfGone(instance);
        }
    }

    private void on(final SeatAckDecoder packet)
    {
        final Instance instance = instances.byId(packet.instanceId());
        if (instance != null)
        {
            instance.ack(packet.userId(), packet.outputSeq(), nowNs);
            removeIfGone(instance);
        }
    }

    private void refuse(final int nodeId, final long instanceId, final long userId)
    {
        final boolean hasEnded = instances.hasEnded(instanceId);
        players.seatRefused(
            nodeId, instanceId, userId, hasEnded ? RefusalCode.INSTANCE_ENDED : RefusalCode.INSTANCE_UNKNOWN);
    }

    private void removeIfGone(final Instance instance)
    {
        if (instance.isGone())
        {
            instances.remove(instance);
        }
    }
}
