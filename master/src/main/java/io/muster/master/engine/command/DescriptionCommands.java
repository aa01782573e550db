package io.muster.master.engine.command;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.DeclareGameTypeDecoder;
import io.muster.codecs.DescribeInstanceDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.Keyword;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.directory.AttributeDirectory;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;

import static io.muster.codecs.RefusalCode.ATTRIBUTES_DIFFER;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.REGISTRATION_MALFORMED;

/**
 * What game nodes say that their instances can be found by. A declaration that does not fit takes its node down, as a
 * registration would be refused: it is a game of another version under the same name, or a node that is wrong.
 */
final class DescriptionCommands
{
    private static final int NAMES_MAX = AttributeDirectory.ATTRIBUTES_MAX + AttributeDirectory.TAGS_MAX;

    private final AttributeDirectory attributes;
    private final GameTypeDirectory gameTypes;
    private final InstanceDirectory instances;
    private final NodeDirectory nodes;
    private final NodeCommands nodeCommands;
    private final long[] names = new long[NAMES_MAX];
    private final AttributeKind[] kinds = new AttributeKind[AttributeDirectory.ATTRIBUTES_MAX];
    private final long[] values = new long[AttributeDirectory.ATTRIBUTES_MAX];
    private int attributeCount;
    private int nameCount;

    DescriptionCommands(final Directories directories, final NodeCommands nodeCommands)
    {
        attributes = directories.attributes();
        gameTypes = directories.gameTypes();
        instances = directories.instances();
        nodes = directories.nodes();
        this.nodeCommands = nodeCommands;
    }

    void on(final Node from, final DeclareGameTypeDecoder command)
    {
        final int typeIndex = command.offset() + DeclareGameTypeDecoder.gameTypeEncodingOffset();
        final long head = GameTypes.head(command.buffer(), typeIndex);
        final long tail = GameTypes.tail(command.buffer(), typeIndex);
        if (from.registration().offerOf(head, tail) == null || !read(command))
        {
            nodeCommands.declareDown(from, REGISTRATION_MALFORMED);
            return;
        }

        final int type = gameTypes.numberOf(head, tail);
        final boolean isFirst = instances.countOf(type) == 0 && isOfferedOnlyBy(from, head, tail);
        final RefusalCode refusal = isFirst ? NONE : refusalOf(type);
        if (refusal != NONE)
        {
            nodeCommands.declareDown(from, refusal);
            return;
        }
        if (isFirst)
        {
            attributes.close(type);
        }
        open(type);
    }

    /** Take the names out of the message. False when one is malformed, or there twice, or there are too many. */
    private boolean read(final DeclareGameTypeDecoder command)
    {
        attributeCount = 0;
        nameCount = 0;
        final DeclareGameTypeDecoder.AttributesDecoder attribute = command.attributes();
        if (attribute.count() > AttributeDirectory.ATTRIBUTES_MAX)
        {
            return false;
        }
        boolean isWellFormed = true;
        while (attribute.hasNext())
        {
            attribute.next();
            final int kind = attribute.kindRaw();
            kinds[attributeCount++] =
                kind == AttributeKind.KEYWORD.value() ? AttributeKind.KEYWORD : AttributeKind.INTEGER;
            isWellFormed &= isNew(attribute.name()) &&
                (kind == AttributeKind.KEYWORD.value() || kind == AttributeKind.INTEGER.value());
            names[nameCount++] = attribute.name();
        }
        return readTags(command.tags()) && isWellFormed;
    }

    private boolean readTags(final DeclareGameTypeDecoder.TagsDecoder tag)
    {
        if (tag.count() > AttributeDirectory.TAGS_MAX)
        {
            return false;
        }
        boolean isWellFormed = true;
        while (tag.hasNext())
        {
            final long name = tag.next().name();
            isWellFormed &= isNew(name);
            names[nameCount++] = name;
        }
        return isWellFormed;
    }

    private boolean isNew(final long name)
    {
        for (int i = 0; i < nameCount; i++)
        {
            if (names[i] == name)
            {
                return false;
            }
        }
        return Keyword.isKeyword(name);
    }

    private boolean isOfferedOnlyBy(final Node from, final long head, final long tail)
    {
        for (Node node = nodes.first(); node != null; node = nodes.next(node))
        {
            if (node != from && node.isUp() && node.registration().offerOf(head, tail) != null)
            {
                return false;
            }
        }
        return true;
    }

    /** While instances or other nodes count on a name, it keeps its kind; new names are welcome while they fit. */
    private RefusalCode refusalOf(final int type)
    {
        int attributesAfter = attributes.attributeCount(type);
        int tagsAfter = attributes.tagCount(type);
        for (int i = 0; i < nameCount; i++)
        {
            final boolean isAttribute = i < attributeCount;
            if (isAttribute ? !attributes.mayHaveAttribute(type, names[i], kinds[i]) :
                !attributes.mayHaveTag(type, names[i]))
            {
                return ATTRIBUTES_DIFFER;
            }
            attributesAfter +=
                isAttribute && attributes.attribute(type, names[i]) == AttributeDirectory.NONE ? 1 : 0;
            tagsAfter += !isAttribute && attributes.tag(type, names[i]) == AttributeDirectory.NONE ? 1 : 0;
        }
        return attributesAfter <= AttributeDirectory.ATTRIBUTES_MAX && tagsAfter <= AttributeDirectory.TAGS_MAX ?
            NONE : ATTRIBUTES_DIFFER;
    }

    private void open(final int type)
    {
        for (int i = 0; i < nameCount; i++)
        {
            if (i < attributeCount)
            {
                attributes.openAttribute(type, names[i], kinds[i]);
            }
            else
            {
                attributes.openTag(type, names[i]);
            }
        }
    }

    /** An instance of another node, or one that is no more, is none of its business. */
    void on(final Node from, final DescribeInstanceDecoder command)
    {
        final int instance = instances.byId(command.instanceId());
        if (instance == InstanceDirectory.NONE || instances.nodeId(instance) != from.nodeId())
        {
            return;
        }
        final int type = instances.type(instance);
        final long attributesSet = readValues(type, command.attributes());
        long tags = 0;
        final DescribeInstanceDecoder.TagsDecoder tag = command.tags();
        while (tag.hasNext())
        {
            final int number = attributes.tag(type, tag.next().name());
            tags |= number == AttributeDirectory.NONE ? 0 : 1L << number;
        }
        instances.describe(instance, attributesSet, values, tags);
    }

    private long readValues(final int type, final DescribeInstanceDecoder.AttributesDecoder attribute)
    {
        long attributesSet = 0;
        while (attribute.hasNext())
        {
            attribute.next();
            final int number = attributes.attribute(type, attribute.name());
            if (number != AttributeDirectory.NONE &&
                (attributes.kind(type, number) == AttributeKind.INTEGER || Keyword.isKeyword(attribute.value())))
            {
                values[number] = attribute.value();
                attributesSet |= 1L << number;
            }
        }
        return attributesSet;
    }
}
