package io.muster.session;

import io.muster.codecs.AttachedDecoder;
import io.muster.codecs.ClosingDecoder;
import io.muster.codecs.FoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.SeatClosedDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SessionHeartbeatDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.codecs.UserDescribedDecoder;
import io.muster.codecs.WelcomeDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** One message that a player heard. */
public record Heard(byte[] bytes)
{
    public int templateId()
    {
        return header().templateId();
    }

    public boolean isHeartbeat()
    {
        return templateId() == SessionHeartbeatDecoder.TEMPLATE_ID;
    }

    public RefusedDecoder refused()
    {
        return new RefusedDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public ClosingDecoder closing()
    {
        return new ClosingDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public WelcomeDecoder welcome()
    {
        return new WelcomeDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    /** The key of a Welcome. */
    public byte[] key()
    {
        final WelcomeDecoder welcome = welcome();
        final byte[] key = new byte[welcome.keyLength()];
        welcome.getKey(key, 0, key.length);
        return key;
    }

    public SessionNodesDecoder sessionNodes()
    {
        return new SessionNodesDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public SessionHeartbeatDecoder heartbeat()
    {
        return new SessionHeartbeatDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public SeatGrantedDecoder seatGranted()
    {
        return new SeatGrantedDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public SeatClosedDecoder seatClosed()
    {
        return new SeatClosedDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public FoundDecoder found()
    {
        return new FoundDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public UserDescribedDecoder userDescribed()
    {
        return new UserDescribedDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public OutputDecoder output()
    {
        return new OutputDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    public AttachedDecoder attached()
    {
        return new AttachedDecoder().wrapAndApplyHeader(buffer(), 0, new MessageHeaderDecoder());
    }

    @Override
    public String toString()
    {
        return templateId() == RefusedDecoder.TEMPLATE_ID ? refused().toString() :
            templateId() == ClosingDecoder.TEMPLATE_ID ? closing().toString() : header().toString();
    }

    private MessageHeaderDecoder header()
    {
        return new MessageHeaderDecoder().wrap(buffer(), 0);
    }

    private UnsafeBuffer buffer()
    {
        return new UnsafeBuffer(bytes);
    }
}
