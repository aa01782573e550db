package io.muster.client;

import io.muster.client.fake.FakeServers;
import io.muster.client.fake.FakeSessionNode;
import io.muster.client.fake.Fault;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.SeatReason;
import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a player asks, does and is shown: each once, whatever dies in between. */
@Timeout(20)
class PlayerSeatTest
{
    private final PlayerRig rig = new PlayerRig();
    private final FakeServers servers = rig.servers;
    private final FakeSessionNode first = rig.first;
    private final FakeSessionNode second = rig.second;
    private final RecordingListener listener = rig.listener;
    private final Player player = rig.player;
    private final UnsafeBuffer move = new UnsafeBuffer(new byte[16]);
    private final int moveLength = MessageHeaderEncoder.ENCODED_LENGTH + new ArenaMoveEncoder()
        .wrapAndApplyHeader(move, 0, new MessageHeaderEncoder()).dx((byte)1).dy((byte)0).encodedLength();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldAskAgainOnlyForWhatTheMasterHasNotApplied()
    {
        rig.login();
        first.next(CreateDecoder.TEMPLATE_ID, Fault.CUT_BEFORE);
        player.create("arena", 0);
        rig.await(() -> player.instanceId() != 0);

        assertEquals(List.of(1L), servers.user().applied);
        assertEquals(2, first.heard(CreateDecoder.TEMPLATE_ID) + second.heard(CreateDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldNotAskAgainForWhatTheMasterHasApplied()
    {
        rig.login();
        first.next(CreateDecoder.TEMPLATE_ID, Fault.CUT_AFTER);
        player.create("arena", 0);
        rig.await(() -> player.instanceId() != 0);

        assertEquals(1, first.heard(CreateDecoder.TEMPLATE_ID) + second.heard(CreateDecoder.TEMPLATE_ID));
        assertEquals(1, listener.told.stream().filter("granted 1"::equals).count());
    }

    @Test
    void shouldAskAgainUnderTheSameNumberWhenTheMasterDidNotAnswerInTime()
    {
        rig.login();
        first.next(CreateDecoder.TEMPLATE_ID, Fault.UNAVAILABLE);
        player.create("arena", 0);
        rig.await(() -> listener.told.contains("attached"));

        assertEquals(List.of("welcome", "granted 1", "attached"), listener.told);
        assertEquals(List.of(1L), servers.user().applied);
    }

    @Test
    void shouldHaveOneRequestAtATime()
    {
        rig.login();
        first.next(CreateDecoder.TEMPLATE_ID, Fault.IGNORE);

        assertEquals(1, player.create("arena", 0));
        assertEquals(0, player.create("arena", 0));
        assertEquals(0, player.join(7));
    }

    @Test
    void shouldCarryTheRefusalOfARequest()
    {
        rig.login();
        player.join(12_345);
        rig.await(() -> listener.told.size() == 2);

        assertEquals(List.of("welcome", "refused INSTANCE_FULL"), listener.told);
        assertEquals("no: INSTANCE_FULL", listener.sentence);
        assertEquals(1, first.heard(JoinDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldAskAQueryAgainThatWasNotAnswered()
    {
        rig.login();
        first.next(FindDecoder.TEMPLATE_ID, Fault.IGNORE);
        player.find("arena", 10, Wanted.ANYTHING.word("hall", "small").number("ends-tick", -1, 9).tag("fresh"));
        rig.await(() -> first.heard(FindDecoder.TEMPLATE_ID) == 1);
        assertEquals(0, player.find("arena", 10, Wanted.ANYTHING.tag("other")), "one at a time");
        for (int i = 0; i < 10; i++)
        {
            rig.pass(400); // In steps, so that the heartbeats go on.
        }
        rig.await(() -> listener.told.contains("found"));

        assertEquals(2, first.heard(FindDecoder.TEMPLATE_ID));
        assertEquals(List.of(
            "hall EQUAL " + Keyword.of("small") + " 0", "ends-tick RANGE -1 9", "fresh TAGGED 0 0"), servers.wanted);
    }

    @Test
    void shouldRefuseASearchWithMoreConditionsThanThereMayBe()
    {
        Wanted wanted = Wanted.ANYTHING;
        for (int i = 0; i < Wanted.CONDITIONS_MAX; i++)
        {
            wanted = wanted.number("elo", 0, i);
        }
        final Wanted all = wanted;
        assertThrows(IllegalArgumentException.class, () -> all.tag("ranked"));
        assertThrows(IllegalArgumentException.class, () -> Wanted.ANYTHING.word("hall", "Not a word"));
    }

    @Test
    void shouldTellAnEventOnceThoughItIsSentTwice()
    {
        servers.doubleEvents = true;
        rig.sitInArena();
        servers.end(servers.user().instance, SeatReason.INSTANCE_ENDED);
        rig.await(() -> player.instanceId() == 0);
        player.describe();
        rig.await(() -> listener.described != null);

        assertEquals(
            List.of("welcome", "granted 1", "attached", "unseated INSTANCE_ENDED", "described"), listener.told);
        assertEquals(2, listener.described.eventSeq());
    }

    @Test
    void shouldGiveEachInputOnceAndInOrderWhateverConnectionsItTakes()
    {
        rig.sitInArena();
        for (int i = 1; i <= 40; i++)
        {
            assertEquals(i, player.input(move, 0, moveLength));
            if (i % 10 == 0)
            {
                (i % 20 == 0 ? first : second).cutAll();
                first.next(InputDecoder.TEMPLATE_ID, Fault.CUT_AFTER);
            }
            rig.pass(1);
        }
        rig.await(() -> servers.user().inputsGiven.size() >= 40);

        assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), servers.user().inputsGiven);
    }

    @Test
    void shouldSendAnInputAgainThatWasDroppedOnTheWay()
    {
        rig.sitInArena();
        first.next(InputDecoder.TEMPLATE_ID, Fault.IGNORE);
        player.input(move, 0, moveLength);
        rig.await(() -> first.heard(InputDecoder.TEMPLATE_ID) == 1);
        rig.pass(500);
        rig.pass(600);
        rig.await(() -> servers.user().inputsGiven.size() == 1);

        assertEquals(2, first.heard(InputDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldRefuseInputsBeyondItsWindow()
    {
        rig.sitInArena();
        first.isHanging = true;
        for (int i = 1; i <= new ClientSettings().inputsMax; i++)
        {
            assertEquals(i, player.input(move, 0, moveLength));
        }

        assertEquals(0, player.input(move, 0, moveLength));
        assertThrows(
            IllegalArgumentException.class, () -> player.input(new UnsafeBuffer(new byte[1_025]), 0, 1_025));
    }

    @Test
    void shouldShowEachOutputOnceAndInOrderWhateverConnectionsItTakes()
    {
        rig.sitInArena();
        for (int i = 0; i < 5; i++)
        {
            final int seen = listener.outputs.size();
            rig.await(() -> listener.outputs.size() > seen);
            first.cutAll();
            second.cutAll();
        }
        rig.await(() -> player.instanceId() == 0);

        assertEquals(LongStream.rangeClosed(1, 20).boxed().toList(), listener.outputs);
    }
}
