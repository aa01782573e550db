package io.muster.replay.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.FindEncoder;
import io.muster.codecs.GameStateEncoder;
import io.muster.codecs.InstanceRecordDecoder;
import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RegisterNodeEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.WelcomeEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MessageTextTest
{
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final Schema schema = new Schema();
    private MessageText written;

    private String text(final int length, final boolean isJson)
    {
        final StringBuilder text = new StringBuilder();
        written = new MessageText(schema, text, isJson);
        written.write(buffer, 0, length);
        return text.toString();
    }

    private JsonNode json(final int length) throws IOException
    {
        return new ObjectMapper().readTree(text(length, true));
    }

    private int registerNode()
    {
        final RegisterNodeEncoder message = new RegisterNodeEncoder().wrapAndApplyHeader(buffer, 0, header)
            .capacity(100).tcpPort(0).webSocketPort(0).kind(NodeKind.GAME);
        message.gameTypesCount(2)
            .next().gameType("arena").seatsMin((short)2).seatsMax((short)8)
            .next().gameType("chess").seatsMin((short)2).seatsMax((short)2);
        message.eventEndpoint("localhost:1").playEndpoint("a \"b\"").playerHost("");
        return MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength();
    }

    /** Who has a key is that player until it expires, and what is dumped is passed on. */
    @Test
    void shouldNotShowKeys()
    {
        final WelcomeEncoder message = new WelcomeEncoder().wrapAndApplyHeader(buffer, 0, header)
            .userId(7).putKey(new byte[]{(byte)0xAB, (byte)0xCD, (byte)0xEF}, 0, 3);

        final String text = text(MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength(), false);
        assertTrue(text.contains("key=hidden-3-bytes"), text);
        assertFalse(text.contains("abcdef"), text);
    }

    @Test
    void shouldWriteAMessageForPeople()
    {
        assertEquals("RegisterNode capacity=100 tcpPort=0 webSocketPort=0 kind=GAME gameTypes=[(gameType=arena" +
            " seatsMin=2 seatsMax=8), (gameType=chess seatsMin=2 seatsMax=2)] eventEndpoint=localhost:1" +
            " playEndpoint=\"a \\\"b\\\"\" playerHost=\"\"", text(registerNode(), false));
    }

    @Test
    void shouldWriteTheSameAsJson() throws IOException
    {
        final JsonNode json = json(registerNode());

        assertEquals("RegisterNode", json.path("type").asText());
        assertEquals("chess", json.path("gameTypes").path(1).path("gameType").asText());
        assertEquals("a \"b\"", json.path("playEndpoint").asText());
    }

    @Test
    void shouldNoteWhomAMessageIsAbout()
    {
        final UserEnterEncoder message = new UserEnterEncoder().wrapAndApplyHeader(buffer, 0, header)
            .connectionId(1).clientId(2).userId(77).eventSeq(0).name("Zoë");

        assertTrue(text(MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength(), false).endsWith(" name=Zoë"));
        assertEquals(77, written.userId());
        assertEquals("Zoë", written.name());
        assertEquals(0, written.instanceId());
    }

    @Test
    void shouldWriteEveryMessageThatThereIsAsJson() throws IOException
    {
        int messages = 0;
        for (int templateId = 0; templateId < 1_000; templateId++)
        {
            final String name = schema.name(templateId);
            if (name != null)
            {
                messages++;
                buffer.setMemory(0, buffer.capacity(), (byte)0);
                header.wrap(buffer, 0).blockLength(300).templateId(templateId)
                    .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(MessageHeaderEncoder.SCHEMA_VERSION);
                assertEquals(name, json(buffer.capacity()).path("type").asText());
                assertTrue(text(buffer.capacity(), false).startsWith(name));
            }
        }
        assertTrue(messages > 70, "the schema has " + messages);
    }

    /** Of an older build: what it did not know is not shown, and what it did not write is not read. */
    @Test
    void shouldLeaveOutWhatTheWriterDidNotKnow() throws IOException
    {
        header.wrap(buffer, 0).blockLength(InstanceRecordDecoder.attributesSetEncodingOffset())
            .templateId(InstanceRecordDecoder.TEMPLATE_ID).schemaId(MessageHeaderEncoder.SCHEMA_ID).version(0);
        final JsonNode json = json(MessageHeaderEncoder.ENCODED_LENGTH + 40);

        assertTrue(json.has("seatsFree"), json::toString);
        assertFalse(json.has("tags"), json::toString);

        final int length = MessageHeaderEncoder.ENCODED_LENGTH + FindDecoder.BLOCK_LENGTH;
        new FindEncoder().wrapAndApplyHeader(buffer, 0, header).queryId(9).gameType("arena").instancesMax((short)1);
        header.version(0);
        buffer.setMemory(length, 16, (byte)-1);
        assertEquals(9, json(length).path("queryId").asLong());
    }

    @Test
    void shouldShowBytesThatAreNoMessage() throws IOException
    {
        assertEquals("malformed 0000", text(2, false));
        assertEquals("malformed", json(40).path("type").asText());
        final int length = registerNode();
        assertEquals("malformed", json(length - 3).path("type").asText());
    }

    /** Lengths and counts that are not true cost neither memory nor time, and nothing behind the message is read. */
    @Test
    void shouldNotBelieveWhatAMessageSaysOfItself() throws IOException
    {
        buffer.setMemory(0, buffer.capacity(), (byte)0);
        header.wrap(buffer, 0).blockLength(0).templateId(InstanceRecordsFoundDecoder.TEMPLATE_ID)
            .schemaId(MessageHeaderEncoder.SCHEMA_ID).version(MessageHeaderEncoder.SCHEMA_VERSION);
        for (int i = MessageHeaderEncoder.ENCODED_LENGTH; i < buffer.capacity(); i += 4)
        {
            buffer.putInt(i, 0xFFFF_0000);
        }
        assertEquals("malformed", json(buffer.capacity()).path("type").asText());

        assertEquals("malformed", json(registerNode() - 1).path("type").asText());
        final FindEncoder find = new FindEncoder().wrapAndApplyHeader(buffer, 0, header).gameType("arena");
        find.conditionsCount(1).next().field(-1L);
        assertEquals("18446744073709551615", json(MessageHeaderEncoder.ENCODED_LENGTH + find.encodedLength())
            .path("conditions").path(0).path("field").asText());
        for (final int stateBytes : new int[]{-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1})
        {
            final GameStateEncoder message = new GameStateEncoder().wrapAndApplyHeader(buffer, 0, header);
            message.attributesCount(0);
            buffer.putInt(message.limit(), stateBytes);
            assertEquals("malformed", json(message.limit() + Integer.BYTES).path("type").asText());
        }
    }

    @Test
    void shouldSayWhatALaterBuildWrote() throws IOException
    {
        header.wrap(buffer, 0).blockLength(1).templateId(999).schemaId(MessageHeaderEncoder.SCHEMA_ID)
            .version(MessageHeaderEncoder.SCHEMA_VERSION + 1);
        buffer.putByte(8, (byte)7);

        assertEquals("unknown templateId=999 version=2 bytes=0100e70385030200" + "07", text(9, false));
        assertEquals(999, json(9).path("templateId").asInt());
        header.version(MessageHeaderEncoder.SCHEMA_VERSION);
        assertEquals("malformed", json(9).path("type").asText());
    }
}
