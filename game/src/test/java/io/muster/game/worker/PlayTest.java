package io.muster.game.worker;

import io.muster.game.instance.InstanceLimits;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static io.muster.game.worker.WorkerStand.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What travels between an instance and its players: numbered, kept, sent again, once and in order. */
class PlayTest
{
    private static final int GAME = 7;
    private static final int ANN = 11;
    private static final int NODE = 3;
    private static final int OTHER_NODE = 4;

    private final WorkerStand stand = new WorkerStand(LIMITS);

    @BeforeEach
    void shouldSeatAndAttachAPlayer()
    {
        stand.start(GAME, "parrot", 2);
        stand.offer(GAME, ANN, 0, "ann");
        stand.attach(NODE, GAME, ANN, 1, 0);
        stand.work();
        assertEquals(List.of("started 7", "accepted 11"), stand.commands());
        assertEquals(List.of("3 attached 0"), stand.packets());
    }

    @Test
    void shouldGiveInputsAtTheNextTickAndAcknowledgeThemWithTheOutputs()
    {
        stand.input(GAME, ANN, 1, "e1");
        stand.input(GAME, ANN, 2, "e2");
        stand.work();
        assertEquals(List.of(), stand.packets());

        stand.pass(100);
        assertEquals(List.of("3 output 1/2 e1", "3 output 2/2 e2"), stand.packets());
        assertEquals(List.of("join 0 ann", "input 0 e1", "input 0 e2"), stand.parrot().heard);
    }

    @Test
    void shouldDropWhatItHasHadAndSayWhatItHas()
    {
        stand.input(GAME, ANN, 1, "n");
        stand.input(GAME, ANN, 1, "n");
        stand.pass(100);
        stand.input(GAME, ANN, 1, "n");
        stand.pass(100);

        assertEquals(List.of("join 0 ann", "input 0 n", "nothing"), stand.parrot().heard);
        assertEquals(List.of("3 attached 1", "3 attached 1"), stand.packets());
        assertEquals(2, stand.counted.inputsRepeated.get());
    }

    @Test
    void shouldAnswerWhatIsOutOfOrderButNotEachTime()
    {
        for (int seq = 5; seq < 100; seq++)
        {
            stand.input(GAME, ANN, seq, "n");
        }
        stand.work();
        assertEquals(List.of("3 attached 0"), stand.packets());

        stand.pass(60);
        stand.input(GAME, ANN, 5, "n");
        stand.work();
        assertEquals(List.of("3 attached 0"), stand.packets());
        assertEquals(List.of("join 0 ann"), stand.parrot().heard);
        assertEquals(96, stand.counted.inputsOutOfOrder.get());
    }

    @Test
    void shouldRefuseMoreInputsThanMayWaitForATick()
    {
        for (int seq = 1; seq <= 6; seq++)
        {
            stand.input(GAME, ANN, seq, "n" + seq);
        }
        stand.work();
        assertEquals(List.of("1 refused INPUTS_TOO_MANY"), stand.packets());

        stand.pass(100);
        stand.input(GAME, ANN, 5, "n5");
        stand.pass(100);
        assertEquals("input 0 n5", stand.parrot().heard.get(9));
    }

    @Test
    void shouldRefuseAnInputThatIsTooLong()
    {
        stand.input(GAME, ANN, 1, 0, new byte[1025]);
        stand.work();

        assertEquals(List.of("1 refused PAYLOAD_TOO_LARGE"), stand.packets());
    }

    @Test
    void shouldRefuseWhoDoesNotSitThereAndWhatIsNotThere()
    {
        stand.input(GAME, 99, 1, "n");
        stand.attach(NODE, GAME, 99, 1, 0);
        stand.input(GAME, 0, 1, "n");
        stand.attach(NODE, 98, ANN, 1, 0);
        stand.input(98, ANN, 1, "n");
        stand.work();
        assertEquals(List.of("1 refused NOT_SEATED", "3 refused NOT_SEATED", "1 refused NOT_SEATED",
            "3 refused INSTANCE_UNKNOWN", "1 refused INSTANCE_UNKNOWN"), stand.packets());

        stand.stop(GAME);
        stand.work();
        stand.attach(NODE, GAME, ANN, 2, 0);
        stand.ack(GAME, ANN, 1);
        stand.detach(GAME, ANN, 2);
        stand.work();
        assertEquals(List.of("3 refused INSTANCE_ENDED"), stand.packets());
    }

    @Test
    void shouldSendAgainFromTheAcknowledgedPointAfterASecondOfSilence()
    {
        stand.input(GAME, ANN, 1, "e1");
        stand.input(GAME, ANN, 2, "e2");
        stand.pass(100);
        stand.ack(GAME, ANN, 1);
        stand.packets();

        stand.pass(980);
        assertEquals(List.of(), stand.packets());
        stand.pass(120);
        assertEquals(List.of("3 output 2/2 e2"), stand.packets());

        stand.ack(GAME, ANN, 2);
        stand.pass(3_000);
        assertEquals(List.of(), stand.packets());
        assertEquals(1, stand.counted.outputResends.get());
    }

    @Test
    void shouldKeepOutputsOfADetachedPlayerAndSendThemWhereItComesBack()
    {
        stand.detach(GAME, ANN, 1);
        stand.input(GAME, ANN, 1, "e1");
        stand.input(GAME, ANN, 2, "e2");
        stand.pass(2_000);
        assertEquals(List.of(), stand.packets());

        stand.attach(OTHER_NODE, GAME, ANN, 2, 1);
        stand.work();
        assertEquals(List.of("4 attached 2", "4 output 2/2 e2"), stand.packets());
    }

    @Test
    void shouldHeedTheHighestAttachmentOnly()
    {
        stand.attach(OTHER_NODE, GAME, ANN, 2, 0);
        stand.attach(NODE, GAME, ANN, 1, 0);
        stand.detach(GAME, ANN, 1);
        stand.input(GAME, ANN, 1, "e1");
        stand.pass(100);
        assertEquals(List.of("4 attached 0", "4 output 1/1 e1"), stand.packets());

        stand.detach(GAME, ANN, 3);
        stand.attach(OTHER_NODE, GAME, ANN, 2, 0);
        stand.input(GAME, ANN, 2, "e2");
        stand.pass(100);
        assertEquals(List.of(), stand.packets());
    }

    @Test
    void shouldSendLaterWhatFindsTheRingToPlayersFull()
    {
        final UnsafeBuffer junk = new UnsafeBuffer(new byte[8]);
        while (stand.lane.toPlayers().write(9, junk, 0, junk.capacity()))
        {
            Thread.onSpinWait();
        }
        stand.input(GAME, ANN, 1, "e1");
        stand.pass(100);
        assertTrue(stand.counted.outputsPressed.get() > 0);

        stand.packets();
        stand.pass(100);
        assertEquals(List.of("3 output 1/1 e1"), stand.packets());
    }

    @Test
    void shouldSendAComebackOverSeveralTicks()
    {
        final WorkerStand roomy = new WorkerStand(new InstanceLimits(
            8, 64, 256 * 1024, LIMITS.resendNs(), LIMITS.lingerNs(), LIMITS.answerNs()));
        roomy.start(GAME, "parrot", 2);
        roomy.offer(GAME, ANN, 0, "ann");
        for (int seq = 1; seq <= 40; seq++)
        {
            roomy.input(GAME, ANN, seq, "f");
        }
        roomy.pass(200);
        roomy.attach(NODE, GAME, ANN, 1, 0);
        roomy.work();
        assertEquals(5, roomy.packets().size(), 1);

        roomy.pass(100);
        assertEquals(4, roomy.packets().size(), 1);
        roomy.pass(800);
        assertEquals(32, roomy.packets().size(), 2);
    }

    @Test
    void shouldPutOutAPlayerForWhomTooMuchIsKept()
    {
        for (int seq = 1; seq <= 4; seq++)
        {
            stand.input(GAME, ANN, seq, "f");
        }
        stand.pass(100);

        assertEquals(List.of("released 11"), stand.commands());
        assertEquals("leave 0 USER_GONE", stand.parrot().heard.get(stand.parrot().heard.size() - 1));
        assertTrue(stand.packets().contains("3 refused OUTPUTS_OVERRUN"));
        assertEquals(1, stand.counted.seatsOverrun.get());
        assertEquals(0, stand.counted.seatsTaken.get());
        assertEquals(1, stand.counted.instances.get());
    }

    @Test
    void shouldReleaseAPlayerWhomTheGamePutsOut()
    {
        stand.input(GAME, ANN, 1, "r");
        stand.input(GAME, ANN, 2, "e");
        stand.pass(100);
        stand.input(GAME, ANN, 3, "e");
        stand.work();

        assertEquals(List.of("released 11"), stand.commands());
        assertEquals(List.of("join 0 ann", "input 0 r"), stand.parrot().heard);
        assertEquals(List.of("1 refused NOT_SEATED"), stand.packets());
    }

    @Test
    void shouldBeginAnewForTheNextPlayerOfASeat()
    {
        stand.input(GAME, ANN, 1, "e1");
        stand.pass(100);
        stand.input(GAME, ANN, 2, "e2");
        stand.vacate(GAME, ANN);
        stand.offer(GAME, 12, 0, "bob");
        stand.attach(NODE, GAME, 12, 1, 0);
        stand.work();
        stand.packets();

        stand.input(GAME, 12, 1, "eb");
        stand.pass(100);
        assertEquals(List.of("3 output 1/1 eb"), stand.packets());
        assertFalse(stand.parrot().heard.contains("input 0 e2"));
    }

    @Test
    void shouldCountAcknowledgementsOfWhatWasNeverSaid()
    {
        stand.ack(GAME, ANN, 1);
        stand.ack(GAME, ANN, Long.MAX_VALUE);
        stand.ack(GAME, ANN, -1);
        stand.ack(GAME, ANN, Long.MIN_VALUE);
        stand.input(GAME, ANN, 1, "e1");
        stand.pass(100);

        assertEquals(2, stand.counted.acksMalformed.get());
        assertEquals(List.of("3 output 1/1 e1"), stand.packets());
    }

    /**
     * A player on a network that loses, doubles and reorders, and that moves about, sees everything once and in order.
     */
    @Test
    void shouldLoseAndDoubleNothingWhateverTheNetworkDoes()
    {
        for (long seed = 1; seed <= 30; seed++)
        {
            final Random random = new Random(seed);
            final ForgetfulPlayer player = new ForgetfulPlayer(GAME, ANN + seed, random);
            final WorkerStand other = new WorkerStand(LIMITS);
            other.start(GAME, "parrot", 2);
            other.offer(GAME, ANN + seed, 1, "ann");
            for (int step = 0; step < 4_000 && !player.isDone(); step++)
            {
                player.step(other);
                other.pass(10);
            }
            assertTrue(player.isDone(), "seed " + seed + ": " + player);
            assertEquals(List.of(), player.wrong(), "seed " + seed);
            assertEquals(ForgetfulPlayer.INPUTS + 1, other.parrot().heard.size(), "seed " + seed);
        }
    }
}
