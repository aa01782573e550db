package io.muster.failover.history;

import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserLeaveEncoder;
import io.muster.failover.history.record.Operation;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/** Operations as messages. */
final class Requests
{
    static final String GAME_TYPE = "history";
    private static final int BYTES_MAX = 256;
    private static final short FOUND_MAX = 100;

    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UserEnterEncoder userEnter = new UserEnterEncoder();
    private final UserLeaveEncoder userLeave = new UserLeaveEncoder();
    private final CreateInstanceEncoder createInstance = new CreateInstanceEncoder();
    private final JoinInstanceEncoder joinInstance = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leaveInstance = new LeaveInstanceEncoder();
    private final FindUserEncoder findUser = new FindUserEncoder();
    private final FindInstancesEncoder findInstances = new FindInstancesEncoder();

    /** @return bytes of the command in the buffer. */
    int command(final Operation operation, final long requestSeq, final int seatsMax)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + switch (operation.kind)
        {
            case ENTER -> enter(operation);
            case LOG_OUT -> userLeave.wrapAndApplyHeader(buffer, 0, header)
                .userId(operation.user)
                .connectionId(operation.client)
                .encodedLength();
            case CREATE -> createInstance.wrapAndApplyHeader(buffer, 0, header)
                .userId(operation.user)
                .requestSeq(requestSeq)
                .putGameType(GameTypes.bytesOf(GAME_TYPE), 0)
                .seatsMax((short)seatsMax)
                .encodedLength();
            case JOIN -> joinInstance.wrapAndApplyHeader(buffer, 0, header)
                .userId(operation.user)
                .requestSeq(requestSeq)
                .instanceId(operation.instance)
                .encodedLength();
            case LEAVE -> leaveInstance.wrapAndApplyHeader(buffer, 0, header)
                .userId(operation.user)
                .requestSeq(requestSeq)
                .instanceId(operation.instance)
                .encodedLength();
            default -> throw new IllegalArgumentException(operation + " is no command of a player");
        };
    }

    private int enter(final Operation operation)
    {
        final byte[] name = operation.name.getBytes(StandardCharsets.US_ASCII);
        return userEnter.wrapAndApplyHeader(buffer, 0, header)
            .connectionId(operation.client)
            .clientId(operation.client)
            .userId(0)
            .eventSeq(0)
            .putName(name, 0, name.length)
            .encodedLength();
    }

    /**
     * Encode a read.
     *
     * @param nodeId   who asks.
     * @param position that the answer may not be older than.
     * @return bytes of the query in the buffer.
     */
    int query(final Operation operation, final long queryId, final int nodeId, final long position)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + switch (operation.kind)
        {
            case READ_USER -> findUser.wrapAndApplyHeader(buffer, 0, header)
                .queryId(queryId)
                .position(position)
                .userId(operation.user)
                .nodeId(nodeId)
                .encodedLength();
            case READ_INSTANCES -> findInstances.wrapAndApplyHeader(buffer, 0, header)
                .queryId(queryId)
                .position(position)
                .nodeId(nodeId)
                .putGameType(GameTypes.bytesOf(GAME_TYPE), 0)
                .instancesMax(FOUND_MAX)
                .encodedLength();
            default -> throw new IllegalArgumentException(operation + " is no read");
        };
    }
}
