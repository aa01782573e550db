package io.muster.session.frame;

import io.muster.codecs.CheckInDecoder;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.DescribeUserDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.LeaveDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.LogoutDecoder;
import io.muster.codecs.OutputAckDecoder;
import io.muster.codecs.PlayerHeartbeatDecoder;
import io.muster.codecs.ResumeDecoder;

/** Every message that a player may send: its shape, and the rate that it counts against. */
public enum PlayerFrame
{
    CHECK_IN(CheckInDecoder.TEMPLATE_ID, CheckInDecoder.BLOCK_LENGTH, false, FrameKind.CHECK_IN),
    LOGIN(LoginDecoder.TEMPLATE_ID, LoginDecoder.BLOCK_LENGTH, true, FrameKind.ENTRANCE),
    RESUME(ResumeDecoder.TEMPLATE_ID, ResumeDecoder.BLOCK_LENGTH, true, FrameKind.ENTRANCE),
    LOGOUT(LogoutDecoder.TEMPLATE_ID, LogoutDecoder.BLOCK_LENGTH, false, FrameKind.ENTRANCE),
    PLAYER_HEARTBEAT(
        PlayerHeartbeatDecoder.TEMPLATE_ID, PlayerHeartbeatDecoder.BLOCK_LENGTH, false, FrameKind.HEARTBEAT),
    CREATE(CreateDecoder.TEMPLATE_ID, CreateDecoder.BLOCK_LENGTH, false, FrameKind.REQUEST),
    JOIN(JoinDecoder.TEMPLATE_ID, JoinDecoder.BLOCK_LENGTH, false, FrameKind.REQUEST),
    LEAVE(LeaveDecoder.TEMPLATE_ID, LeaveDecoder.BLOCK_LENGTH, false, FrameKind.REQUEST),
    FIND(FindDecoder.TEMPLATE_ID, FindDecoder.BLOCK_LENGTH, false, FrameKind.QUERY),
    DESCRIBE_USER(DescribeUserDecoder.TEMPLATE_ID, DescribeUserDecoder.BLOCK_LENGTH, false, FrameKind.QUERY),
    INPUT(InputDecoder.TEMPLATE_ID, InputDecoder.BLOCK_LENGTH, true, FrameKind.PLAY),
    OUTPUT_ACK(OutputAckDecoder.TEMPLATE_ID, OutputAckDecoder.BLOCK_LENGTH, false, FrameKind.PLAY);

    private static final PlayerFrame[] BY_TEMPLATE = byTemplate();

    final int templateId;
    final int blockLength;
    final boolean hasVarField;
    private final FrameKind kind;

    PlayerFrame(final int templateId, final int blockLength, final boolean hasVarField, final FrameKind kind)
    {
        this.templateId = templateId;
        this.blockLength = blockLength;
        this.hasVarField = hasVarField;
        this.kind = kind;
    }

    /** The rate that this message counts against. */
    public FrameKind kind()
    {
        return kind;
    }

    /** The message with a template id, or null when a player may not send one. */
    static PlayerFrame of(final int templateId)
    {
        return templateId < BY_TEMPLATE.length ? BY_TEMPLATE[templateId] : null;
    }

    private static PlayerFrame[] byTemplate()
    {
        final PlayerFrame[] frames = new PlayerFrame[OUTPUT_ACK.templateId + 1];
        for (final PlayerFrame frame : values())
        {
            frames[frame.templateId] = frame;
        }
        return frames;
    }
}
