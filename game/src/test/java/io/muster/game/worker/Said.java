package io.muster.game.worker;

import io.muster.codecs.DeclareGameTypeDecoder;
import io.muster.codecs.DescribeInstanceDecoder;
import io.muster.codecs.InstanceEndedDecoder;
import io.muster.codecs.InstanceNotStartedDecoder;
import io.muster.codecs.InstanceStartedDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SeatAcceptedDecoder;
import io.muster.codecs.SeatAttachedDecoder;
import io.muster.codecs.SeatDeclinedDecoder;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.SeatRefusedDecoder;
import io.muster.codecs.SeatReleasedDecoder;
import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/** What a game node says, in words: to the master and to session nodes. */
public final class Said
{
    private static final int TEXT_MAX = 100;

    private Said()
    {
    }

    public static String of(final DirectBuffer buffer, final int offset)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        return switch (header.templateId())
        {
            case InstanceStartedDecoder.TEMPLATE_ID ->
                "started " + new InstanceStartedDecoder().wrapAndApplyHeader(buffer, offset, header).instanceId();
            case InstanceNotStartedDecoder.TEMPLATE_ID ->
                "not started " + new InstanceNotStartedDecoder().wrapAndApplyHeader(buffer, offset, header).code();
            case SeatAcceptedDecoder.TEMPLATE_ID ->
                "accepted " + new SeatAcceptedDecoder().wrapAndApplyHeader(buffer, offset, header).userId();
            case SeatDeclinedDecoder.TEMPLATE_ID ->
                "declined " + new SeatDeclinedDecoder().wrapAndApplyHeader(buffer, offset, header).userId();
            case SeatReleasedDecoder.TEMPLATE_ID ->
                "released " + new SeatReleasedDecoder().wrapAndApplyHeader(buffer, offset, header).userId();
            case InstanceEndedDecoder.TEMPLATE_ID ->
                "ended " + new InstanceEndedDecoder().wrapAndApplyHeader(buffer, offset, header).instanceId();
            case DeclareGameTypeDecoder.TEMPLATE_ID ->
                declared(new DeclareGameTypeDecoder().wrapAndApplyHeader(buffer, offset, header));
            case DescribeInstanceDecoder.TEMPLATE_ID ->
                described(new DescribeInstanceDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SeatAttachedDecoder.TEMPLATE_ID ->
                "attached " + new SeatAttachedDecoder().wrapAndApplyHeader(buffer, offset, header).ackedInputSeq();
            case SeatRefusedDecoder.TEMPLATE_ID ->
                "refused " + new SeatRefusedDecoder().wrapAndApplyHeader(buffer, offset, header).code();
            case SeatOutputDecoder.TEMPLATE_ID ->
                "output " + output(new SeatOutputDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> "template " + header.templateId();
        };
    }

    private static String declared(final DeclareGameTypeDecoder command)
    {
        final StringBuilder text = new StringBuilder("declared ").append(command.gameType());
        command.attributes().forEach((it) ->
            text.append(' ').append(Keyword.text(it.name())).append(':').append(it.kind()));
        command.tags().forEach((it) -> text.append(" #").append(Keyword.text(it.name())));
        return text.toString();
    }

    private static String described(final DescribeInstanceDecoder command)
    {
        final StringBuilder text = new StringBuilder("described ").append(command.instanceId());
        command.attributes().forEach((it) -> text.append(' ').append(Keyword.text(it.name())).append('=')
            .append(it.name() == Keyword.of("map") ? Keyword.text(it.value()) : String.valueOf(it.value())));
        command.tags().forEach((it) -> text.append(" #").append(Keyword.text(it.name())));
        return text.toString();
    }

    private static String output(final SeatOutputDecoder packet)
    {
        final String numbers = packet.outputSeq() + "/" + packet.ackedInputSeq();
        final byte[] payload = new byte[packet.payloadLength()];
        packet.getPayload(payload, 0, payload.length);
        final boolean isText = payload.length <= TEXT_MAX;
        return numbers + " " + (isText ? new String(payload, StandardCharsets.US_ASCII) : payload.length + " bytes");
    }
}
