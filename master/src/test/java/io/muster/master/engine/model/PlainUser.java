package io.muster.master.engine.model;

/** A user as the model has it. */
final class PlainUser
{
    final long id;
    final int slot;
    final long clientId;
    final String name;
    PlainNode session;
    long connectionId;
    long detachedMs;
    /** Orders the users of a session node, or the detached. */
    long carriedSince;
    int attachment;
    long requestSeq;
    long eventSeq;
    PlainInstance instance;
    int seat;
    boolean isAccepted;
    String reply;
    long replySeq;
    String fact;
    long factSeq;

    PlainUser(final long id, final int slot, final long clientId, final String name)
    {
        this.id = id;
        this.slot = slot;
        this.clientId = clientId;
        this.name = name;
    }

    boolean isSeated()
    {
        return instance != null && isAccepted && instance.isRunning;
    }

    boolean isPending()
    {
        return instance != null && !isSeated();
    }

    String entered(final boolean isResumed)
    {
        final PlainInstance in = isSeated() ? instance : null;
        return "UserEntered " + connectionId + " user " + id + " request " + requestSeq + " event " + eventSeq +
            " in " + (in == null ? 0 : in.id) + " on " + (in == null ? 0 : in.node.id) +
            " attachment " + attachment + " " + (in == null ? "" : in.game) +
            " seat " + (in == null ? "0/0" : seat + "/" + in.users.length) +
            " resumed " + (isResumed ? "TRUE" : "FALSE");
    }

    void reply(final String text)
    {
        replySeq = ++eventSeq;
        reply = text.replace("#", "request " + requestSeq + " event " + replySeq);
        tell(reply);
    }

    void fact(final String text)
    {
        factSeq = ++eventSeq;
        fact = text.replace("#", "request 0 event " + factSeq);
        tell(fact);
    }

    void tell(final String event)
    {
        if (session != null)
        {
            session.say(event);
        }
    }
}
