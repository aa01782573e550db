package io.muster.master.engine.answer;

import io.muster.codecs.Keyword;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.query.Search;
import io.muster.master.engine.slab.Field;

import java.util.ArrayList;
import java.util.List;

/** What may be asked of a table: its fields by name, and what each holds. Made once, at start. */
public final class Catalog
{
    private final Table table;
    private final Search search;
    private final List<Entry> entries = new ArrayList<>();
    private Games games;

    /** A table of which nothing may be asked yet. */
    public Catalog(final Table table)
    {
        this.table = table;
        search = new Search(table);
    }

    /** A field that holds a number. */
    public Catalog number(final Field field)
    {
        return add(field, List.of());
    }

    /** A field that holds a text. */
    public Catalog text(final Field field)
    {
        return add(field, List.of());
    }

    /**
     * A field that holds one of some words.
     *
     * @param words by their numbers; an empty one is no word.
     */
    public Catalog words(final Field field, final String... words)
    {
        return add(field, List.of(words));
    }

    /** The records are of games, which name fields of their own. */
    public Catalog games(final Games names)
    {
        games = names;
        return this;
    }

    /** The records. */
    Table table()
    {
        return table;
    }

    /** Searches of the records. */
    Search search()
    {
        return search;
    }

    /** What games name, or null: nothing here is a game's. */
    Games games()
    {
        return games;
    }

    /** The field with a name, or null. */
    Entry find(final long name)
    {
        for (int i = 0; i < entries.size(); i++)
        {
            if (entries.get(i).name == name)
            {
                return entries.get(i);
            }
        }
        return null;
    }

    private Catalog add(final Field field, final List<String> words)
    {
        final long[] keywords = new long[words.size()];
        for (int i = 0; i < keywords.length; i++)
        {
            keywords[i] = words.get(i).isEmpty() ? Keyword.NONE : Keyword.of(words.get(i));
        }
        entries.add(new Entry(Keyword.of(field.name()), field, keywords));
        return this;
    }

    /** A field that may be asked for. */
    static final class Entry
    {
        final Field field;
        private final long name;
        private final long[] words;

        private Entry(final long name, final Field field, final long[] words)
        {
            this.name = name;
            this.field = field;
            this.words = words;
        }

        boolean holdsWords()
        {
            return words.length > 0;
        }

        boolean holdsNumbers()
        {
            return !holdsWords() && !field.isText();
        }

        /** The number of a word, or -1. */
        int numberOf(final long word)
        {
            for (int i = 0; i < words.length; i++)
            {
                if (word != Keyword.NONE && words[i] == word)
                {
                    return i;
                }
            }
            return -1;
        }
    }

    /** The attributes and tags of instances: fields without names of their own, named by each game for itself. */
    public interface Games
    {
        /** No such attribute or tag. */
        int NONE = -1;

        /** Which of the fields is the attribute with a name, or {@link #NONE}. */
        int attribute(int type, long name);

        /** Does the attribute hold words, rather than numbers? */
        boolean holdsWords(int type, int attribute);

        /** Which bit is the tag with a name, or {@link #NONE}. */
        int tag(int type, long name);

        /** The number of the game's type. */
        Field typeField();

        /** An attribute by its index. */
        Field attributeField(int attribute);

        /** A bit for each attribute that is set. */
        Field attributesSetField();

        /** A bit for each tag that is set. */
        Field tagsField();
    }
}
