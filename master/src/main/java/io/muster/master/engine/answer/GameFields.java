package io.muster.master.engine.answer;

import io.muster.codecs.AttributeKind;
import io.muster.master.engine.directory.AttributeDirectory;
import io.muster.master.engine.directory.InstanceFields;
import io.muster.master.engine.slab.Field;

/** What games name in the records of their instances. */
final class GameFields implements Catalog.Games
{
    private final AttributeDirectory attributes;

    GameFields(final AttributeDirectory attributes)
    {
        this.attributes = attributes;
    }

    @Override
    public int attribute(final int type, final long name)
    {
        return attributes.attribute(type, name);
    }

    @Override
    public boolean holdsWords(final int type, final int attribute)
    {
        return attributes.kind(type, attribute) == AttributeKind.KEYWORD;
    }

    @Override
    public int tag(final int type, final long name)
    {
        return attributes.tag(type, name);
    }

    @Override
    public Field typeField()
    {
        return InstanceFields.TYPE;
    }

    @Override
    public Field attributeField(final int attribute)
    {
        return InstanceFields.ATTRIBUTES.get(attribute);
    }

    @Override
    public Field attributesSetField()
    {
        return InstanceFields.ATTRIBUTES_SET;
    }

    @Override
    public Field tagsField()
    {
        return InstanceFields.TAGS;
    }
}
