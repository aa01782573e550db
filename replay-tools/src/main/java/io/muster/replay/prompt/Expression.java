package io.muster.replay.prompt;

import io.muster.master.engine.Engine;
import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.Records;
import io.muster.replay.text.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a moment may be like, such as {@code type=JoinInstance user=42} or {@code users>=1000}: terms by blanks, all of
 * which must hold, those about messages for one and the same message.
 */
final class Expression
{
    static final String FIELDS = "type user (id or name) name instance node code word (of a message), users detached" +
        " instances commands position term time-ms kind (of the moment)";

    private static final Pattern TERM = Pattern.compile("([a-z-]+)(<=|>=|!=|=|<|>)('[^']*'|\"[^\"]*\"|\\S+)");
    /** Of a message that was written for people, or as JSON. */
    private static final Pattern CODE = Pattern.compile("\\bcode\"?[=:]\"?([A-Z_]+)");
    private static final Set<String> OF_MESSAGES = Set.of("type", "user", "name", "instance", "node", "code", "word");
    private static final Set<String> OF_MOMENT =
        Set.of("users", "detached", "instances", "commands", "position", "term", "time-ms", "kind");
    private static final Set<String> WORDS = Set.of("type", "name", "code", "word", "kind");

    private record Term(String field, String operator, String value, long number)
    {
    }

    private final String text;
    private final List<Term> ofMessages = new ArrayList<>();
    private final List<Term> ofMoment = new ArrayList<>();

    /** @throws ReplayError.Refusal ASKED_WRONGLY, with the term that is not understood. */
    Expression(final String text)
    {
        this.text = text;
        final Matcher matcher = TERM.matcher(text);
        int end = 0;
        while (matcher.find())
        {
            refuseUnless(text.substring(end, matcher.start()).isBlank(), text.substring(end, matcher.start()));
            end = matcher.end();
            add(matcher.group(1), matcher.group(2), unquoted(matcher.group(3)), matcher.group());
        }
        refuseUnless(text.substring(end).isBlank() && end > 0, text.substring(end));
    }

    private void add(final String field, final String operator, final String value, final String term)
    {
        refuseUnless(OF_MESSAGES.contains(field) || OF_MOMENT.contains(field), term);
        final boolean isWord = WORDS.contains(field);
        final String digits = value.replaceAll("[,_]", "");
        final boolean isName = field.equals("user") && !digits.matches("\\d+");
        refuseUnless(isWord || isName ? operator.matches("!?=") : digits.matches("-?\\d{1,18}"), term);
        refuseUnless(!field.equals("kind") ||
            Stream.of(EntryKind.values()).anyMatch((kind) -> kind.word().equals(value)), term);
        refuseUnless(!field.equals("type") || new Schema().messageNamed(value).isPresent(), term);
        final long number = isWord || isName ? 0 : Long.parseLong(digits);
        final Term parsed = new Term(field, operator, isName ? value : value.toLowerCase(Locale.ROOT), number);
        (OF_MESSAGES.contains(field) ? ofMessages : ofMoment).add(parsed);
    }

    private static String unquoted(final String value)
    {
        final boolean isQuoted = value.length() > 1 && (value.charAt(0) == '\'' || value.charAt(0) == '"');
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    /** Whether the last entry that was applied is like this. */
    boolean holds(final Moment moment)
    {
        for (final Term term : ofMoment)
        {
            if (!holds(term, moment))
            {
                return false;
            }
        }
        return ofMessages.isEmpty() || moment.messages().stream().anyMatch((it) -> holds(it, moment));
    }

    private boolean holds(final Message message, final Moment moment)
    {
        for (final Term term : ofMessages)
        {
            final boolean isNamed = term.field.equals("user") && term.number == 0;
            if (!(isNamed ? is(term, isAbout(term.value, message, moment)) : holds(term, message)))
            {
                return false;
            }
        }
        return true;
    }

    /** Most messages do not carry a user's name; who has it at this moment, the engine knows. */
    private static boolean isAbout(final String userName, final Message message, final Moment moment)
    {
        return userName.equals(message.name()) || message.userId() != 0 &&
            new Records(moment.master().engine(), moment.master().position()).user(userName)
                .filter((user) -> user.path("id").asLong() == message.userId()).isPresent();
    }

    private static boolean holds(final Term term, final Message message)
    {
        return switch (term.field)
        {
            case "type" -> is(term, term.value.equals(String.valueOf(message.type()).toLowerCase(Locale.ROOT)));
            case "name" -> is(term, term.value.equals(message.name().toLowerCase(Locale.ROOT)));
            case "code" -> is(term, CODE.matcher(message.text()).results()
                .anyMatch((it) -> it.group(1).equalsIgnoreCase(term.value)));
            case "word" -> is(term, message.text().toLowerCase(Locale.ROOT).contains(term.value));
            case "user" -> compares(term, message.userId());
            case "instance" -> compares(term, message.instanceId());
            default -> compares(term, message.nodeId());
        };
    }

    private static boolean holds(final Term term, final Moment moment)
    {
        final Engine engine = moment.master().engine();
        final Entry entry = moment.master().entry();
        return switch (term.field)
        {
            case "users" -> compares(term, engine.users());
            case "detached" -> compares(term, engine.usersDetached());
            case "instances" -> compares(term, engine.instances());
            case "commands" -> compares(term, engine.commandsApplied());
            case "position" -> compares(term, moment.master().position());
            case "term" -> compares(term, entry.termId());
            case "time-ms" -> compares(term, entry.timestampMs());
            default -> is(term, term.value.equals(entry.kind().word()));
        };
    }

    private static boolean is(final Term term, final boolean isEqual)
    {
        return isEqual == term.operator.equals("=");
    }

    private static boolean compares(final Term term, final long value)
    {
        return switch (term.operator)
        {
            case "=" -> value == term.number;
            case "!=" -> value != term.number;
            case "<" -> value < term.number;
            case "<=" -> value <= term.number;
            case ">" -> value > term.number;
            default -> value >= term.number;
        };
    }

    private static void refuseUnless(final boolean holds, final String term)
    {
        if (!holds)
        {
            throw ReplayError.ASKED_WRONGLY.because("'" + term.strip() + "' is not understood; write field=value, and" +
                " for numbers also != < <= > >=. Fields: " + FIELDS);
        }
    }

    @Override
    public String toString()
    {
        return text;
    }
}
