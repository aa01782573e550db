package io.muster.replay.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.master.engine.Engine;
import io.muster.master.engine.Nodes;
import io.muster.master.engine.command.Outcome;
import io.muster.replay.state.Records;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.state.Said;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a user could join an instance at a position, and if not why. A copy of the engine is asked, by the command
 * that the user's session node would send, so the answer is what would have happened.
 */
final class WhyNot
{
    private static final long UNKNOWN = -1;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final ReplayedMaster master;
    private final Records records;
    private RefusalCode code;
    private int offeredTo;
    private Outcome outcome;

    WhyNot(final ReplayedMaster master)
    {
        this.master = master;
        records = new Records(master.engine(), master.position());
    }

    /** A sentence or two. */
    String join(final long instanceId, final String userName)
    {
        final Optional<ObjectNode> found = records.user(userName);
        if (found.isEmpty())
        {
            return "there is no user " + userName + " at this position";
        }
        final ObjectNode user = found.get();
        final int nodeId = user.path("node").asInt();
        final int slot = slotOf(nodeId);
        if (slot == UNKNOWN)
        {
            return userName + " is away since " + user.path("awayMs").asLong() + " ms, attached to no session node; " +
                "nobody can ask for it until it comes back";
        }
        ask(instanceId, user.path("id").asLong(), nodeId, slot);
        if (code != null)
        {
            return code + ": " + explained(instanceId, user);
        }
        return offeredTo == 0 ? "the master would say nothing: what the session node sends comes to " + outcome :
            "nothing refuses it: the master would offer the seat to the game on node " + offeredTo +
            ", which may still decline (SeatDeclined)";
    }

    private int slotOf(final int nodeId)
    {
        final Nodes nodes = master.engine().nodes();
        for (int slot = 0; slot < nodes.slotsMax(); slot++)
        {
            if (nodes.isTaken(slot) && nodes.nodeId(slot) == nodeId && nodes.isUp(slot))
            {
                return slot;
            }
        }
        return (int)UNKNOWN;
    }

    private void ask(final long instanceId, final long userId, final int nodeId, final int slot)
    {
        final long requestSeq = requestSeq(userId) + 1;
        final Engine copy = new Engine(master.settings());
        master.engine().snapshotTo(copy::restore);
        copy.restored();
        final Said said = new Said();
        said.begin(copy);

        final JoinInstanceEncoder join = new JoinInstanceEncoder();
        final UnsafeBuffer command = new UnsafeBuffer(
            new byte[MessageHeaderEncoder.ENCODED_LENGTH + JoinInstanceEncoder.BLOCK_LENGTH]);
        join.wrapAndApplyHeader(command, 0, header).userId(userId).requestSeq(requestSeq).instanceId(instanceId);
        final Nodes nodes = copy.nodes();
        final CommandBatchEncoder batch = new CommandBatchEncoder().wrapAndApplyHeader(buffer, 0, header)
            .incarnation(nodes.incarnation(slot))
            .firstCommandSeq(nodes.commandSeq(slot) + 1)
            .ackedEventSeq(0)
            .nodeId(nodeId);
        batch.commandsCount(1).next().putMessage(command, 0, command.capacity());
        outcome = copy.apply(master.entry().timestampMs(), master.position(), buffer, 0,
            MessageHeaderEncoder.ENCODED_LENGTH + batch.encodedLength());

        code = null;
        offeredTo = 0;
        said.poll(copy, (toNodeId, eventSeq, event, offset, length) -> hear(toNodeId, event, offset));
    }

    private long requestSeq(final long userId)
    {
        final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
        final FindUserEncoder query = new FindUserEncoder();
        query.wrapAndApplyHeader(buffer, 0, header).queryId(1).position(0).userId(userId).nodeId(0);
        master.engine().answer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + query.encodedLength(),
            master.position(), answer);
        return new UserFoundDecoder().wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder()).requestSeq();
    }

    private void hear(final int toNodeId, final DirectBuffer event, final int offset)
    {
        final MessageHeaderDecoder eventHeader = new MessageHeaderDecoder().wrap(event, offset);
        if (eventHeader.templateId() == RequestRefusedDecoder.TEMPLATE_ID)
        {
            code = new RequestRefusedDecoder().wrapAndApplyHeader(event, offset, eventHeader).code();
        }
        else if (eventHeader.templateId() == OfferSeatDecoder.TEMPLATE_ID)
        {
            offeredTo = toNodeId;
        }
    }

    private String explained(final long instanceId, final ObjectNode user)
    {
        return switch (code)
        {
            case REQUEST_PENDING -> "the user still waits for an answer about instance " +
                user.path("instance").asLong() + " (" + user.path("state").asText() + "): its game must answer first";
            case ALREADY_SEATED -> "the user has seat " + user.path("seat").asInt() + " in instance " +
                user.path("instance").asLong() + " (" + user.path("state").asText() + "), and would have to leave it";
            case INSTANCE_FULL -> "every seat of instance " + instanceId + " is taken, by " + seated(instanceId) +
                "; one of them would have to go";
            case INSTANCE_ENDED -> "instance " + instanceId + " has ended; an instance does not come back";
            case INSTANCE_UNKNOWN -> "there was never an instance " + instanceId + " up to this position";
            default -> "the master would refuse it";
        };
    }

    private String seated(final long instanceId)
    {
        return records.all(RecordKind.USERS, "instance=" + instanceId).stream()
            .map((it) -> it.path("name").asText() + " (" + it.path("id").asLong() + ")")
            .collect(Collectors.joining(", "));
    }
}
