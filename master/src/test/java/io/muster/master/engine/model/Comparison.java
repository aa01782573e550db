package io.muster.master.engine.model;

import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.master.engine.Engine;
import io.muster.master.engine.TestLog;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the engine holds, as its queries tell it, against what the model holds. */
final class Comparison
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer query = new UnsafeBuffer(new byte[128]);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
    private final TestLog log;
    private final PlainModel model;

    Comparison(final TestLog log, final PlainModel model)
    {
        this.log = log;
        this.model = model;
    }

    void compare()
    {
        assertEquals(model.users.size(), log.engine().users());
        assertEquals(model.users.values().stream().filter((user) -> user.session == null).count(),
            log.engine().usersDetached());
        assertEquals(model.instances.size(), log.engine().instances());
        assertEquals(openInModel("arena"), openInEngine("arena"));
        assertEquals(openInModel("chess2"), openInEngine("chess2"));
        model.users.values().forEach(this::compare);
    }

    private List<String> openInModel(final String game)
    {
        return model.instances.values().stream()
            .filter((it) -> it.isRunning && it.game.equals(game) && it.freeSeat() >= 0)
            .sorted(Comparator.comparingLong((it) -> it.id))
            .map((it) -> it.id + " " + it.usersCount() + "/" + it.users.length)
            .toList();
    }

    private List<String> openInEngine(final String game)
    {
        final FindInstancesEncoder find = new FindInstancesEncoder();
        find.wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .putGameType(GameTypes.bytesOf(game), 0)
            .instancesMax((short)100);
        log.engine().answer(query, 0, HEADER_BYTES + find.encodedLength(), log.position(), answer);
        final InstancesFoundDecoder found = new InstancesFoundDecoder();
        final List<String> lines = new ArrayList<>();
        found.wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder()).instances()
            .forEach((it) -> lines.add(it.instanceId() + " " + it.seatsTaken() + "/" + it.seatsMax()));
        return lines;
    }

    private void compare(final PlainUser user)
    {
        final FindUserEncoder find = new FindUserEncoder();
        find.wrapAndApplyHeader(query, 0, new MessageHeaderEncoder()).userId(user.id);
        log.engine().answer(query, 0, HEADER_BYTES + find.encodedLength(), log.position(), answer);
        final UserFoundDecoder found = new UserFoundDecoder();
        found.wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder());
        assertEquals(user.requestSeq, found.requestSeq());
        assertEquals(user.eventSeq, found.eventSeq());
        assertEquals(user.isSeated() ? user.instance.id : 0, found.instanceId());
    }
}
