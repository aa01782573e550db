package io.muster.replay.prompt;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.replay.log.Entry;
import io.muster.replay.log.EntryKind;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.state.Said;
import io.muster.replay.text.Batch;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** What an entry of the log was, and what the master said because of it. */
final class Moment
{
    private record From(boolean isSaid, int nodeId, long number)
    {
    }

    private final Schema schema = new Schema();
    private final StringBuilder text = new StringBuilder();
    private final MessageText written;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Batch batch = new Batch();
    private final Said said = new Said();
    private final List<Message> messages = new ArrayList<>();
    private final ReplayedMaster master;

    /** @param isJson how messages are written. */
    Moment(final ReplayedMaster master, final boolean isJson)
    {
        this.master = master;
        written = new MessageText(schema, text, isJson);
        begin();
    }

    /** The master has been sent elsewhere: what it said on the way is passed over. */
    void begin()
    {
        said.begin(master.engine());
        messages.clear();
    }

    /** Apply the next entry and look at it. @return false at the end of the log. */
    boolean step()
    {
        messages.clear();
        if (!master.step())
        {
            return false;
        }
        final Entry entry = master.entry();
        if (entry.kind() == EntryKind.BATCH && batch.wrap(entry.buffer(), entry.offset(), entry.length()))
        {
            while (batch.next())
            {
                add(new From(false, batch.nodeId(), batch.commandSeq()),
                    batch.buffer(), batch.offset(), batch.length());
            }
        }
        said.poll(master.engine(), (nodeId, eventSeq, buffer, offset, length) ->
            add(new From(true, nodeId, eventSeq), buffer, offset, length));
        return true;
    }

    private void add(final From from, final DirectBuffer buffer, final int offset, final int length)
    {
        text.setLength(0);
        written.write(buffer, offset, length);
        final String type = schema.name(header.wrap(buffer, offset).templateId());
        messages.add(new Message(from.isSaid, from.nodeId, from.number, type, written.userId(), written.instanceId(),
            written.name(), text.toString()));
    }

    /** Commands, and then what was said. */
    List<Message> messages()
    {
        return messages;
    }

    /** Whether it is neither a tick nor a heartbeat, or something was said. */
    boolean isOfNote()
    {
        final EntryKind kind = master.entry().kind();
        return !messages.isEmpty() || kind != EntryKind.TICK && kind != EntryKind.BATCH;
    }

    ReplayedMaster master()
    {
        return master;
    }
}
