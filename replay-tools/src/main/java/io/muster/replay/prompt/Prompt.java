package io.muster.replay.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.RecordKind;
import io.muster.console.local.ConsoleException;
import io.muster.master.engine.Engine;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.Records;
import io.muster.replay.state.ReplayedMaster;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Understands what is typed, or given as {@code --command}. */
final class Prompt
{
    static final String HELP = """
        step [N] [EXPRESSION]      the next N entries, or those that are like this; what was sent, and what was told;
                                   --user U, --instance I, --node N are the same as user=U and so on
        back [N]                   N entries back
        goto POS | first | last    exactly there
        until EXPRESSION           on until an entry is like this
        break EXPRESSION           until and run stop there too;  run: on to a break;  clear: no breaks, no watches
        show user U | instance I | node N
        find users|instances|nodes [CONDITIONS] [order=FIELD] [limit=N]      as ./muster find has it
        watch user U | instance I | node N       changes are shown from now on
        why not join I U           which check refuses, and what would have to change
        state [--tree]             what there is
        diff POS                   which records are different there
        where | help | quit

        An expression is field=value by blanks, numbers also with != < <= > >=, such as: type=JoinInstance user=42
        Fields: %s
        """.formatted(Expression.FIELDS);

    static final List<String> WORDS = List.of("step", "back", "goto", "until", "break", "run", "clear", "show", "find",
        "watch", "why not join", "state", "state --tree", "diff", "where", "help", "quit");

    private static final int DIFFERENCES_MAX = 50;
    private static final int TREE_MAX = 50;
    private static final int ROWS = 20;
    private static final Map<String, RecordKind> KINDS = Map.of(
        "user", RecordKind.USERS, "instance", RecordKind.INSTANCES, "node", RecordKind.NODES,
        "users", RecordKind.USERS, "instances", RecordKind.INSTANCES, "nodes", RecordKind.NODES);

    private final ReplayedMaster master;
    private final Screen screen;
    private final Walk walk;

    Prompt(final ReplayedMaster master, final Screen screen)
    {
        this.master = master;
        this.screen = screen;
        walk = new Walk(master, screen);
    }

    /**
     * Do what a line says.
     *
     * @return false when that was the last one.
     * @throws ReplayError.Refusal ASKED_WRONGLY, and then nothing has changed; or what was met in the log.
     */
    boolean execute(final String line)
    {
        final String[] words = line.strip().split("\\s+", 2);
        final String rest = words.length > 1 ? words[1].strip() : "";
        try
        {
            return execute(words[0], rest);
        }
        catch (final ConsoleException ex)
        {
            throw ReplayError.ASKED_WRONGLY.because(ex.getMessage());
        }
    }

    private boolean execute(final String word, final String rest)
    {
        switch (word)
        {
            case "" ->
            {
            }
            case "step", "s" -> step(rest);
            case "back", "b" -> walk.back(rest.isEmpty() ? 1 : number(rest));
            case "goto", "g" -> walk.goTo(position(rest));
            case "until", "u" -> walk.until(new Expression(rest));
            case "run", "r" -> walk.until(null);
            case "break" -> walk.breakAt(new Expression(rest));
            case "clear" -> walk.clear();
            case "show" -> screen.rows(look(rest, "show").look(records()).map(List::of).orElse(List.of()));
            case "find" -> find(rest);
            case "watch" -> walk.watch(rest, look(rest, "watch"));
            case "why" -> whyNot(rest);
            case "state" -> state(rest);
            case "diff" -> diff(position(rest));
            case "where", "w" -> screen.place(master);
            case "help", "?" -> screen.say(HELP);
            case "quit", "q", "exit" ->
            {
                return false;
            }
            default -> throw ReplayError.ASKED_WRONGLY.because("there is no command " + word + "; help lists them");
        }
        return true;
    }

    private void step(final String rest)
    {
        final String[] words = rest.split("\\s+", 2);
        final boolean hasCount = words[0].matches("\\d[\\d,_]*");
        final String like = hasCount ? words.length > 1 ? words[1] : "" : rest;
        final String terms = like.replaceAll("--(user|instance|node)\\s+(\\S+)", "$1=$2");
        walk.step(hasCount ? number(words[0]) : 1, terms.isBlank() ? null : new Expression(terms));
    }

    private Walk.Watched look(final String rest, final String command)
    {
        final String[] words = rest.split("\\s+", 2);
        final RecordKind kind = KINDS.get(words[0]);
        if (words.length < 2 || kind == null || words[0].endsWith("s"))
        {
            throw ReplayError.ASKED_WRONGLY.because(command + " user U, instance I or node N");
        }
        if (kind == RecordKind.USERS)
        {
            return (records) -> records.user(words[1]);
        }
        final long id = number(words[1]);
        return (records) -> records.byId(kind, id);
    }

    private void find(final String rest)
    {
        String orderBy = null;
        int limit = ROWS;
        final StringBuilder where = new StringBuilder();
        final String[] words = rest.split("\\s+");
        final RecordKind kind = KINDS.get(words[0]);
        if (kind == null || !words[0].endsWith("s"))
        {
            throw ReplayError.ASKED_WRONGLY.because("find users, instances or nodes");
        }
        for (final String word : Arrays.asList(words).subList(1, words.length))
        {
            if (word.startsWith("order="))
            {
                orderBy = word.substring("order=".length());
            }
            else if (word.startsWith("limit="))
            {
                limit = (int)Math.min(Integer.MAX_VALUE, number(word.substring("limit=".length())));
            }
            else
            {
                where.append(word.replaceFirst("^gameType=", "type=")).append(' ');
            }
        }
        final List<ObjectNode> rows = records().find(kind, where.toString(), orderBy, limit);
        screen.rows(rows);
        if (rows.size() == limit)
        {
            screen.say("the first " + limit + "; limit=N shows more");
        }
    }

    private void whyNot(final String rest)
    {
        final String[] words = rest.split("\\s+");
        if (words.length != 4 || !words[0].equals("not") || !words[1].equals("join"))
        {
            throw ReplayError.ASKED_WRONGLY.because("why not join INSTANCE USER");
        }
        screen.say(new WhyNot(master).join(number(words[2]), words[3]));
    }

    private void state(final String rest)
    {
        screen.place(master);
        if (rest.equals("--tree"))
        {
            new StateTree(records(), TREE_MAX).lines().forEach(screen::say);
        }
        else
        {
            screen.rows(records().all(RecordKind.NODES, ""));
        }
    }

    private void diff(final long other)
    {
        final long here = master.position();
        final Engine engine = master.engine();
        master.seek(other);
        final List<String> differences = engine == master.engine() ? differences(here) :
            engine.differencesFrom(master.engine(), DIFFERENCES_MAX);
        master.seek(here);
        walk.reset();
        differences.forEach(screen::say);
        screen.say(differences.isEmpty() ? "no record is different" : differences.size() < DIFFERENCES_MAX ?
            "here is position " + here + ", there is " + other :
            "... and perhaps more; here is position " + here + ", there is " + other);
    }

    /** The engine went on to the other position, so it is copied there before it goes back. */
    private List<String> differences(final long here)
    {
        final Engine other = new Engine(master.settings());
        master.engine().snapshotTo(other::restore);
        other.restored();
        master.seek(here);
        return master.engine().differencesFrom(other, DIFFERENCES_MAX);
    }

    private Records records()
    {
        return new Records(master.engine(), master.position());
    }

    private long position(final String rest)
    {
        return switch (rest)
        {
            case "first" -> master.firstPosition();
            case "last" -> master.lastPosition();
            default -> number(rest);
        };
    }

    private static long number(final String text)
    {
        final String digits = text.replaceAll("[,_]", "");
        return Optional.of(digits).filter((it) -> it.matches("\\d{1,18}")).map(Long::parseLong).orElseThrow(
            () -> ReplayError.ASKED_WRONGLY.because("'" + text + "' is no number"));
    }
}
