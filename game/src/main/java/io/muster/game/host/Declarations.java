package io.muster.game.host;

import io.muster.codecs.DeclareGameTypeEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.game.Attribute;
import io.muster.game.GameType;
import io.muster.game.Vocabulary;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the master has to know of each game's attributes and tags: told once in each incarnation, before all else. */
final class Declarations
{
    private final List<UnsafeBuffer> messages = new ArrayList<>();
    private int next;

    /** A game without attributes and tags needs no declaration. */
    Declarations(final List<GameType> types)
    {
        for (final GameType type : types)
        {
            final Vocabulary vocabulary = new Vocabulary(type);
            if (!vocabulary.isEmpty())
            {
                messages.add(encode(type.name(), vocabulary));
            }
        }
        end();
    }

    /** The master does not know anything yet. */
    void begin()
    {
        next = 0;
    }

    /** The link is down: there is nothing to tell before it is up again. */
    void end()
    {
        next = messages.size();
    }

    /** Tell what is not told yet. False: the link's window is full, try again. */
    boolean tell(final MasterPort master)
    {
        while (next < messages.size() && master.send(messages.get(next), 0, messages.get(next).capacity()))
        {
            next++;
        }
        return next == messages.size();
    }

    private static UnsafeBuffer encode(final String gameType, final Vocabulary vocabulary)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final DeclareGameTypeEncoder encoder = new DeclareGameTypeEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .putGameType(GameTypes.bytesOf(gameType), 0);
        final List<Attribute> attributes = vocabulary.attributes();
        final DeclareGameTypeEncoder.AttributesEncoder attribute = encoder.attributesCount(attributes.size());
        for (int i = 0; i < attributes.size(); i++)
        {
            attribute.next().name(vocabulary.attributeName(i)).kind(attributes.get(i).kind());
        }
        final DeclareGameTypeEncoder.TagsEncoder tag = encoder.tagsCount(vocabulary.tagCount());
        for (int i = 0; i < vocabulary.tagCount(); i++)
        {
            tag.next().name(vocabulary.tagName(i));
        }
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return new UnsafeBuffer(Arrays.copyOf(buffer.byteArray(), length));
    }
}
