package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.slab.Slab;
import io.muster.master.engine.slab.TextKey;
import org.agrona.DirectBuffer;

/** At most one record for each text, compared byte by byte. The empty text is "none", and not indexed. */
public final class UniqueTextIndex implements Index, SlotHash.Keys
{
    private final Slab slab;
    private final Field field;
    private long seed;
    private final SlotHash hash = new SlotHash(this);
    private final long[] sought;

    /** An index over a slab without records. */
    public UniqueTextIndex(final Slab slab, final Field field)
    {
        this.slab = slab;
        this.field = field;
        sought = new long[field.bytes() / Long.BYTES];
    }

    /**
     * Hash in a way of its own, which a stranger can't guess: so texts whose hashes collide can't be made up. What is
     * found does not depend on it, and replicas need not have the same.
     *
     * @throws IllegalStateException once there are records.
     */
    public void seed(final long newSeed)
    {
        if (slab.count() > 0)
        {
            throw new IllegalStateException("there are records already");
        }
        seed = newSeed;
    }

    /** The slot of the record with this text, or {@link Slab#NONE}; a text longer than the field is in no record. */
    public int find(final DirectBuffer text, final int offset, final int length)
    {
        if (length == 0 || length > field.bytes())
        {
            return Slab.NONE;
        }
        long code = seed;
        for (int i = 0; i < sought.length; i++)
        {
            sought[i] = TextKey.word(text, offset + i * Long.BYTES, length - i * Long.BYTES);
            code = sought[i] == 0 ? code : Mix.of(code, sought[i]);
        }
        final int likely = hash.likely(code);
        return likely != Slab.NONE && isSought(likely) ? likely : hash.find(code);
    }

    @Override
    public void link(final int slot)
    {
        if (slab.getLong(slot, field.offset()) != 0)
        {
            hash.add(hashOf(slot), slot);
        }
    }

    @Override
    public void unlink(final int slot)
    {
        if (slab.getLong(slot, field.offset()) != 0)
        {
            hash.remove(hashOf(slot), slot);
        }
    }

    @Override
    public void rebuild()
    {
        new SlotHashFill(hash, this, slab).fill();
    }

    @Override
    public long bytes()
    {
        return hash.bytes();
    }

    @Override
    public long hashOf(final int slot)
    {
        long code = seed;
        for (int i = 0; i < sought.length; i++)
        {
            final long word = slab.getLong(slot, field.offset() + i * Long.BYTES);
            code = word == 0 ? code : Mix.of(code, word);
        }
        return code;
    }

    @Override
    public boolean isSought(final int slot)
    {
        for (int i = 0; i < sought.length; i++)
        {
            if (slab.getLong(slot, field.offset() + i * Long.BYTES) != sought[i])
            {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isKept(final int slot)
    {
        return slab.getLong(slot, field.offset()) != 0;
    }
}
