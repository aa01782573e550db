package io.muster.game.host;

import io.muster.game.GameType;
import io.muster.game.Vocabulary;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.muster.node.link.Registration;
import io.muster.node.link.Registration.GameTypeOffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The game types that this node runs: found on the class path by ServiceLoader, checked, chosen by name. */
public final class Repertoire
{
    private static final int TICKS_PER_SECOND_MAX = 100;

    private final List<GameType> types;

    private Repertoire(final List<GameType> types)
    {
        this.types = List.copyOf(types);
    }

    /**
     * The types on the class path.
     *
     * @param names separated by commas; empty: all that are found.
     * @throws StartupException when a type is not as {@link GameType} says, or a name is not found.
     */
    public static Repertoire onClassPath(final String names)
    {
        return of(StreamSupport.stream(ServiceLoader.load(GameType.class).spliterator(), false).toList(), names);
    }

    static Repertoire of(final List<GameType> found, final String names)
    {
        final List<GameType> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(GameType::name));
        for (int i = 0; i < sorted.size(); i++)
        {
            check(sorted.get(i));
            require(i == 0 || !sorted.get(i - 1).name().equals(sorted.get(i).name()),
                "two game types are named " + sorted.get(i).name());
        }

        final List<GameType> chosen = names.isBlank() ? sorted : new ArrayList<>();
        for (final String name : names.isBlank() ? new String[0] : names.trim().split("\\s*,\\s*"))
        {
            chosen.add(sorted.stream().filter((type) -> type.name().equals(name)).findFirst().orElseThrow(() ->
                wrong("there is no game type " + name + " on the class path, but " +
                    sorted.stream().map(GameType::name).collect(Collectors.joining(", ")))));
        }
        require(!chosen.isEmpty(), "there is no game type on the class path");
        require(chosen.size() <= Registration.GAME_TYPES_MAX, "too many game types for one node");
        return new Repertoire(chosen);
    }

    public List<GameType> types()
    {
        return types;
    }

    /** What the master is told. */
    public List<GameTypeOffer> offers()
    {
        return types.stream().map((type) -> new GameTypeOffer(type.name(), type.seatsMin(), type.seatsMax())).toList();
    }

    /** For the ready line and the status page. */
    public String names()
    {
        return types.stream().map(GameType::name).collect(Collectors.joining(","));
    }

    private static void check(final GameType type)
    {
        final String who = "game type " + type.getClass().getName();
        require(type.name() != null && type.name().matches("[a-z0-9-]{1,16}"), who + " has a name of other characters");
        require(type.ticksPerSecond() >= 1 && type.ticksPerSecond() <= TICKS_PER_SECOND_MAX,
            who + " ticks 1 to " + TICKS_PER_SECOND_MAX + " times a second");
        require(type.seatsMin() >= 1 && type.seatsMin() <= type.seatsMax() && type.seatsMax() <= GameType.SEATS_MAX,
            who + " has from 1 to " + GameType.SEATS_MAX + " seats");
        checkVocabulary(type, who);
    }

    private static void checkVocabulary(final GameType type, final String who)
    {
        try
        {
            new Vocabulary(type);
        }
        catch (final IllegalArgumentException ex)
        {
            throw wrong(who + ": " + ex.getMessage());
        }
    }

    private static void require(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw wrong(sentence);
        }
    }

    private static StartupException wrong(final String sentence)
    {
        return new StartupException(StartupError.SETTING_MALFORMED, "game.types: " + sentence);
    }
}
