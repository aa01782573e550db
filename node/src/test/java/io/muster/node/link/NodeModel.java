package io.muster.node.link;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserDetachEncoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.node.NodeSettings;
import io.muster.node.settings.Settings;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node behind a link: writes down what it is told, and writes commands. */
final class NodeModel implements LinkListener
{
    static final int NODE_ID = 7;

    final List<Long> usersLeft = new ArrayList<>();
    final List<RefusalCode> downs = new ArrayList<>();
    int registered;
    long leaseMs;

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[64]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final UserDetachEncoder userDetach = new UserDetachEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserLeftDecoder userLeft = new UserLeftDecoder();

    static LinkSettings settings(final String... namesAndValues)
    {
        final Map<String, String> overrides = new HashMap<>(Map.of("node.id", Integer.toString(NODE_ID)));
        for (int i = 0; i < namesAndValues.length; i += 2)
        {
            overrides.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        final Settings settings = Settings.of(null, overrides);
        final LinkSettings linkSettings = new LinkSettings(settings, new NodeSettings(settings, "session"));
        settings.finish();
        return linkSettings;
    }

    static Registration registration(final String eventEndpoint)
    {
        return new Registration(NodeKind.SESSION, 100, 4000, 4001, "localhost", eventEndpoint, "", List.of());
    }

    /** Write a command about a user. @return its length. */
    int encode(final long userId)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH +
            userDetach.wrapAndApplyHeader(command, 0, headerEncoder).userId(userId).connectionId(1).encodedLength();
    }

    DirectBuffer command()
    {
        return command;
    }

    @Override
    public void onRegistered(final long newLeaseMs)
    {
        registered++;
        leaseMs = newLeaseMs;
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        if (templateId != UserLeftDecoder.TEMPLATE_ID)
        {
            throw new IllegalStateException("not an event for a node: " + templateId);
        }
        usersLeft.add(userLeft.wrapAndApplyHeader(buffer, offset, header).userId());
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        downs.add(code);
    }
}
