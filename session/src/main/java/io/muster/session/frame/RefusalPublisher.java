package io.muster.session.frame;

import io.muster.codecs.ClosingEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * Says no: writes {@code Refused} and {@code Closing} with their sentence, and counts each code.
 * <p>
 * One instance belongs to one thread (each event loop has one, and the agent has one); allocates nothing.
 */
public final class RefusalPublisher
{
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RefusedEncoder refused = new RefusedEncoder();
    private final ClosingEncoder closing = new ClosingEncoder();
    private final RefusalCounters counters;

    public RefusalPublisher(final RefusalCounters counters)
    {
        this.counters = counters;
    }

    /** Bytes of {@code Refused} with a code, header included. */
    public static int refusedLength(final RefusalCode code)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + RefusedEncoder.BLOCK_LENGTH +
            RefusedEncoder.sentenceHeaderLength() + Sentences.bytesOf(code).length;
    }

    /** Bytes of {@code Closing} with a code, header included. */
    public static int closingLength(final RefusalCode code)
    {
        return MessageHeaderEncoder.ENCODED_LENGTH + ClosingEncoder.BLOCK_LENGTH +
            ClosingEncoder.sentenceHeaderLength() + Sentences.bytesOf(code).length;
    }

    /**
     * Write {@code Refused} without numbers, and count it. The caller sets the request or the query that it answers.
     */
    public RefusedEncoder refused(final MutableDirectBuffer buffer, final int offset, final RefusalCode code)
    {
        final byte[] sentence = Sentences.bytesOf(code);
        counters.count(code);
        return refused.wrapAndApplyHeader(buffer, offset, header)
            .requestSeq(0)
            .queryId(0)
            .eventSeq(0)
            .code(code)
            .putSentence(sentence, 0, sentence.length);
    }

    /** Write {@code Closing}, and count it. */
    public void closing(final MutableDirectBuffer buffer, final int offset, final RefusalCode code)
    {
        final byte[] sentence = Sentences.bytesOf(code);
        closing.wrapAndApplyHeader(buffer, offset, header)
            .code(code)
            .putSentence(sentence, 0, sentence.length);
        counters.count(code);
    }
}
