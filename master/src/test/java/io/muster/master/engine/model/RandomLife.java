package io.muster.master.engine.model;

import io.muster.master.engine.Batch;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import io.muster.master.engine.command.Outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A life led at once in the engine and in the model; after each step both have said the same and hold the same. */
final class RandomLife
{
    /** So tight that every limit is reached, each for itself. */
    private static final EngineSettings SETTINGS =
        new EngineSettings(5, 8, 3, EngineSettings.OUTBOX_BYTES_MIN, 3_000, 10_000, 2_000, 1_000);

    private static final int SESSIONS = 2;
    private static final int NODES = 5;
    private static final int[] CAPACITIES = { 1_000, 1_000, 1, 1, 3 };

    private final Random random;
    private final TestLog log = new TestLog(SETTINGS);
    private final PlainModel model = new PlainModel(SETTINGS);
    private final RandomCommands commands;
    private final Comparison comparison = new Comparison(log, model);
    private final List<TestNode> nodes = new ArrayList<>();
    private final Set<String> kindsHeard;
    private final boolean[] areSilent = new boolean[NODES];

    /** Kinds of events that were heard are added to a set. */
    RandomLife(final long seed, final Set<String> kindsHeard)
    {
        this.kindsHeard = kindsHeard;
        random = new Random(seed);
        commands = new RandomCommands(random, model);
        for (int i = 0; i < NODES; i++)
        {
            nodes.add(isSession(i) ?
                TestNode.session(log, i + 1) : TestNode.game(log, i + 1, CAPACITIES[i], gamesOf(i)));
        }
    }

    /** One step, and the comparison. */
    void step()
    {
        final int choice = random.nextInt(200);
        final int index = random.nextInt(NODES);
        if (choice < 20)
        {
            passTime();
        }
        else if (choice < 22)
        {
            areSilent[index] = random.nextInt(4) == 0;
        }
        else if (choice < 23 || model.node(index + 1) == null || !isUp(index) && choice < 50)
        {
            register(index);
        }
        else if (!isUp(index))
        {
            assertEquals(Outcome.NODE_UNKNOWN, nodes.get(index).beat());
        }
        else if (choice < 25)
        {
            leaveGap(index);
        }
        else
        {
            talk(index);
        }
        compare();
    }

    /** Another replica comes from a snapshot, and must agree from here on. */
    void restoreAnother()
    {
        log.restoreAnother();
    }

    private void passTime()
    {
        final long milliseconds = random.nextInt(10) == 0 ? random.nextInt(5_000) : random.nextInt(400);
        log.jump(milliseconds);
        model.tick(milliseconds);
        for (int i = 0; i < NODES; i++)
        {
            if (!areSilent[i] && isUp(i))
            {
                nodes.get(i).beat();
                model.heard(model.node(i + 1));
            }
        }
    }

    private void register(final int index)
    {
        assertEquals(Outcome.APPLIED, nodes.get(index).register());
        model.register(index + 1, isSession(index), CAPACITIES[index], gamesOf(index));
        model.node(index + 1).commandSeq = 1;
    }

    private void leaveGap(final int index)
    {
        final TestNode node = nodes.get(index);
        final PlainNode plain = model.node(index + 1);
        assertEquals(Outcome.GAP, log.apply(
            new Batch().start(index + 1, node.incarnation(), node.commandSeq() + 3, 0)));
        model.heard(plain);
        if (!plain.isWantedTold)
        {
            plain.say("CommandsWanted " + (plain.commandSeq + 1));
        }
        plain.isWantedTold = true;
    }

    private void talk(final int index)
    {
        final TestNode node = nodes.get(index);
        final PlainNode plain = model.node(index + 1);
        final int eventsBefore = plain.events.size();
        model.heard(plain);
        node.send((batch) ->
        {
            for (int i = random.nextInt(4); i >= 0; i--)
            {
                command(index, batch, plain);
            }
            if (random.nextInt(300) == 0)
            {
                batch.deregister();
                model.down(plain, "NODE_STOPPED");
            }
        });

        plain.commandSeq = node.commandSeq();
        plain.isWantedTold = false;
        if (plain.events.size() == eventsBefore)
        {
            plain.say("CommandsApplied " + node.commandSeq());
        }
        if (plain.isUp && random.nextInt(5) == 0)
        {
            assertEquals(Outcome.DUPLICATE, node.sendAgain());
        }
    }

    private void command(final int index, final Batch batch, final PlainNode plain)
    {
        if (isSession(index))
        {
            commands.ofSession(batch, plain);
        }
        else
        {
            commands.ofGame(batch, plain);
        }
    }

    /** The message, and the code or reason that it ends with, if any. */
    private static String kindOf(final String event)
    {
        final String last = event.substring(event.lastIndexOf(' ') + 1);
        final String name = event.substring(0, (event + ' ').indexOf(' '));
        return last.matches("[A-Z_]{3,}") ? name + ' ' + last : name;
    }

    private static String[] gamesOf(final int index)
    {
        return isSession(index) ? new String[0] :
            index == SESSIONS ? new String[]{ "arena", "chess2" } : new String[]{ "arena" };
    }

    private static boolean isSession(final int index)
    {
        return index < SESSIONS;
    }

    private boolean isUp(final int index)
    {
        return model.node(index + 1) != null && model.node(index + 1).isUp;
    }

    /** Some nodes hear later, so that their outboxes are longer. */
    private void compare()
    {
        for (int i = 0; i < NODES; i++)
        {
            final PlainNode plain = model.node(i + 1);
            if (plain != null && random.nextInt(4) != 0)
            {
                assertEquals(plain.isUp, nodes.get(i).isUp());
                final List<String> heard = nodes.get(i).heard();
                assertEquals(plain.heard(), heard);
                heard.forEach((event) -> kindsHeard.add(kindOf(event)));
            }
        }
        comparison.compare();
    }
}
