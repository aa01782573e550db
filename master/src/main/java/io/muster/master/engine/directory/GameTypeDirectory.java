package io.muster.master.engine.directory;

import io.muster.codecs.GameTypeRecordDecoder;
import io.muster.codecs.GameTypes;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.index.UniqueTextIndex;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * Every game type that a node has ever offered, and its number, by which records name it. Types are never forgotten,
 * so a number never means another type.
 */
public final class GameTypeDirectory
{
    /** Most game types there may ever be. Beyond: a node that offers one more is refused with GAME_TYPES_FULL. */
    public static final int TYPES_MAX = 4_096;

    /** What records name it by. */
    public static final Field NUMBER = new Field("number", GameTypeRecordDecoder.numberEncodingOffset(), Long.BYTES);
    /** Padded with zeros. */
    public static final Field TYPE =
        new Field("type", GameTypeRecordDecoder.gameTypeEncodingOffset(), GameTypes.LENGTH);

    /** All of them. */
    static final List<Field> ALL = List.of(NUMBER, TYPE);

    private static final List<Indexed> INDEXES = List.of(new Indexed(Indexed.Kind.UNIQUE_TEXT, TYPE));

    private final Table table = new Table(
        "game types", GameTypeRecordDecoder.BLOCK_LENGTH, TYPES_MAX, NUMBER, INDEXES);
    private final Slab slab = table.slab();
    private final UniqueTextIndex byType = (UniqueTextIndex)table.index(Indexed.Kind.UNIQUE_TEXT, TYPE);
    private final UnsafeBuffer sought = new UnsafeBuffer(new byte[GameTypes.LENGTH]);

    /** Whether there is room for those of these games whose type is new. */
    public boolean hasRoomFor(final List<GameOffer> games)
    {
        int count = slab.count();
        for (int i = 0; i < games.size(); i++)
        {
            count += numberOf(games.get(i).typeHead(), games.get(i).typeTail()) == 0 ? 1 : 0;
        }
        return count <= TYPES_MAX;
    }

    /** Number each of these games whose type is new. */
    public void open(final List<GameOffer> games)
    {
        for (int i = 0; i < games.size(); i++)
        {
            final GameOffer game = games.get(i);
            if (numberOf(game.typeHead(), game.typeTail()) == 0)
            {
                open();
            }
        }
    }

    /** The type that was just sought. */
    private void open()
    {
        final int slot = table.allocate();
        if (slot == Slab.NONE)
        {
            throw new IllegalStateException("directory is full");
        }
        slab.put(slot, NUMBER, slot + 1L);
        slab.putText(slot, TYPE, sought, 0, GameTypes.LENGTH);
        table.link(slot);
    }

    /** The number of a type, from 1, or 0 when no node has ever offered it. */
    public int numberOf(final long typeHead, final long typeTail)
    {
        GameTypes.put(sought, 0, typeHead, typeTail);
        return byType.find(sought, 0, GameTypes.LENGTH) + 1;
    }

    /** First half of the type with a number, or 0 for the number 0. */
    public long head(final int number)
    {
        return number == 0 ? 0 : slab.getLong(number - 1, TYPE.offset());
    }

    /** Second half of the type with a number, or 0 for the number 0. */
    public long tail(final int number)
    {
        return number == 0 ? 0 : slab.getLong(number - 1, TYPE.offset() + Long.BYTES);
    }

    /** The records and their indexes, for searches and snapshots. */
    public Table table()
    {
        return table;
    }
}
