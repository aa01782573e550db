package io.muster.failover.simulation.model;

import io.muster.codecs.CommandsAppliedEncoder;
import io.muster.codecs.CommandsWantedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeDownEncoder;
import io.muster.codecs.NodeGoneEncoder;
import io.muster.codecs.NodeRegisteredEncoder;
import io.muster.codecs.NodeUpEncoder;
import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.RequestRefusedEncoder;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserLeftEncoder;
import io.muster.codecs.UserMovedEncoder;
import io.muster.codecs.UserRefusedEncoder;
import io.muster.codecs.UserSeatedEncoder;
import io.muster.codecs.UserUnseatedEncoder;
import io.muster.codecs.VacateSeatEncoder;

/** How anything is said to a node, and how many bytes that takes in its outbox. */
final class Voice
{
    private static final int TEMPLATES = 256;
    private static final int RECORD_BYTES = 24;
    private static final int ALIGNMENT = 8;

    private final int[] blocks = new int[TEMPLATES];
    private final int bytesMax;
    private long position;
    private boolean isAnyOverrun;

    Voice(final int bytesMax)
    {
        this.bytesMax = bytesMax;
        blocks[NodeRegisteredEncoder.TEMPLATE_ID] = NodeRegisteredEncoder.BLOCK_LENGTH;
        blocks[CommandsAppliedEncoder.TEMPLATE_ID] = CommandsAppliedEncoder.BLOCK_LENGTH;
        blocks[CommandsWantedEncoder.TEMPLATE_ID] = CommandsWantedEncoder.BLOCK_LENGTH;
        blocks[NodeDownEncoder.TEMPLATE_ID] = NodeDownEncoder.BLOCK_LENGTH;
        blocks[NodeUpEncoder.TEMPLATE_ID] = NodeUpEncoder.BLOCK_LENGTH;
        blocks[NodeGoneEncoder.TEMPLATE_ID] = NodeGoneEncoder.BLOCK_LENGTH;
        blocks[UserEnteredEncoder.TEMPLATE_ID] = UserEnteredEncoder.BLOCK_LENGTH;
        blocks[UserRefusedEncoder.TEMPLATE_ID] = UserRefusedEncoder.BLOCK_LENGTH;
        blocks[UserMovedEncoder.TEMPLATE_ID] = UserMovedEncoder.BLOCK_LENGTH;
        blocks[UserLeftEncoder.TEMPLATE_ID] = UserLeftEncoder.BLOCK_LENGTH;
        blocks[UserSeatedEncoder.TEMPLATE_ID] = UserSeatedEncoder.BLOCK_LENGTH;
        blocks[UserUnseatedEncoder.TEMPLATE_ID] = UserUnseatedEncoder.BLOCK_LENGTH;
        blocks[RequestRefusedEncoder.TEMPLATE_ID] = RequestRefusedEncoder.BLOCK_LENGTH;
        blocks[StartInstanceEncoder.TEMPLATE_ID] = StartInstanceEncoder.BLOCK_LENGTH;
        blocks[StopInstanceEncoder.TEMPLATE_ID] = StopInstanceEncoder.BLOCK_LENGTH;
        blocks[OfferSeatEncoder.TEMPLATE_ID] = OfferSeatEncoder.BLOCK_LENGTH;
        blocks[VacateSeatEncoder.TEMPLATE_ID] = VacateSeatEncoder.BLOCK_LENGTH;
    }

    void at(final long logPosition)
    {
        position = logPosition;
    }

    void say(final ModelNode node, final Said said)
    {
        say(node, said, 0);
    }

    /** @param textBytes of the texts behind the block, each with the two bytes of its length. */
    void say(final ModelNode node, final Said said, final int textBytes)
    {
        if (node.isUp && !node.isOverrun)
        {
            isAnyOverrun |= !node.say(said, position, recordBytes(said, textBytes), bytesMax);
        }
    }

    void sayLast(final ModelNode node, final Said said)
    {
        node.forgetUntold();
        node.say(said, position, recordBytes(said, 0), bytesMax);
    }

    private int recordBytes(final Said said, final int textBytes)
    {
        final int bytes = RECORD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH + blocks[said.template()] + textBytes;
        return bytes + ALIGNMENT - 1 & -ALIGNMENT;
    }

    boolean takeOverrun()
    {
        final boolean was = isAnyOverrun;
        isAnyOverrun = false;
        return was;
    }
}
