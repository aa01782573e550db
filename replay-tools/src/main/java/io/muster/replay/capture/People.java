package io.muster.replay.capture;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.replay.log.ReplayError;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose messages are asked for, found by going through the capture first: few messages carry a name, and what is said
 * before a login is over carries no user. Remembers only what is of the ones asked for.
 */
public final class People
{
    private final String name;
    private final Set<Long> ids = new HashSet<>();
    private final Set<Place> named = new HashSet<>();
    private final Set<Place> places = new HashSet<>();

    /** A connection; processes number theirs anew. */
    private record Place(long startMs, long connectionId)
    {
    }

    private People(final String name)
    {
        this.name = name;
    }

    /** @param user an id, or a name that several may have had one after another. */
    public static People of(final Path dir, final String user)
    {
        final boolean isId = user.matches("\\d{1,18}");
        final People people = new People(isId ? null : user);
        if (isId)
        {
            people.ids.add(Long.parseLong(user));
        }
        else
        {
            people.look(dir, people::learnId);
        }
        people.look(dir, people::learnPlace);
        return people;
    }

    /** The name that was asked for has no user here. */
    public boolean areUnknown()
    {
        return ids.isEmpty();
    }

    private interface Lesson
    {
        void learn(Passage passage, MessageText message);
    }

    private void look(final Path dir, final Lesson lesson)
    {
        final StringBuilder text = new StringBuilder();
        final MessageText message = new MessageText(new Schema(), text, false);
        try (Passage passage = new Passage(dir, true))
        {
            while (passage.next())
            {
                text.setLength(0);
                message.forget();
                if (passage.length() > 0)
                {
                    message.write(passage.buffer(), passage.offset(), passage.length());
                }
                lesson.learn(passage, message);
            }
        }
        catch (final ReplayError.Refusal refusal)
        {
            if (refusal.error() != ReplayError.SCHEMA_LATER)
            {
                throw refusal; // The other ends what is shown, too, and is told then.
            }
        }
    }

    /** A login carries the name and a connection; its answer carries that connection and the user's id. */
    private void learnId(final Passage passage, final MessageText message)
    {
        final long userId = userId(passage, message);
        final Place place = place(passage, message);
        if (userId != 0)
        {
            if (name.equals(message.name()) || named.contains(place))
            {
                ids.add(userId);
            }
        }
        else if (name.equals(message.name()) && place.connectionId() != 0)
        {
            named.add(place);
        }
        else if (endsAnEntry(passage))
        {
            named.remove(place);
        }
    }

    /** With the name, the connection did not get in, or it has tried another one since. */
    private static boolean endsAnEntry(final Passage passage)
    {
        if (passage.length() < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        final int templateId =
            new MessageHeaderDecoder().wrap(passage.buffer(), passage.offset()).templateId();
        return templateId == UserRefusedDecoder.TEMPLATE_ID || templateId == UserEnterDecoder.TEMPLATE_ID;
    }

    private void learnPlace(final Passage passage, final MessageText message)
    {
        final Place place = place(passage, message);
        if (place.connectionId() != 0 && ids.contains(userId(passage, message)))
        {
            places.add(place);
        }
    }

    private static long userId(final Passage passage, final MessageText message)
    {
        final long known = passage.reader().captured().userId();
        return known != 0 ? known : message.userId();
    }

    private static Place place(final Passage passage, final MessageText message)
    {
        return new Place(passage.reader().startMs(),
            passage.isOfPlayer() ? passage.reader().captured().peer() : message.connectionId());
    }

    /** Whether it is from, for or about one of them. */
    boolean areIn(final Passage passage, final MessageText message)
    {
        final long known = passage.reader().captured().userId();
        return known != 0 && ids.contains(known) ||
            ids.stream().anyMatch(message::namesUser) ||
            name != null && name.equals(message.name()) ||
            known == 0 && places.contains(place(passage, message));
    }
}
