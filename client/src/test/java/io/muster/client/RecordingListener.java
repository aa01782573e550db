package io.muster.client;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a player is told, one word or two a call. */
final class RecordingListener implements PlayerListener
{
    final List<String> told = new ArrayList<>();
    final List<Long> outputs = new ArrayList<>();
    List<FoundInstance> found = List.of();
    UserDescription described;
    String sentence = "";

    @Override
    public void onWelcome(final Player player, final boolean resumed)
    {
        told.add(resumed ? "resumed" : "welcome");
    }

    @Override
    public void onDisconnected(final Player player, final RefusalCode code, final String sentence)
    {
        told.add("disconnected " + code);
        this.sentence = sentence;
    }

    @Override
    public void onStartedAnew(final Player player, final RefusalCode code, final String sentence)
    {
        told.add("anew " + code);
    }

    @Override
    public void onClosed(final Player player, final RefusalCode code, final String sentence)
    {
        told.add("closed " + code);
        this.sentence = sentence;
    }

    @Override
    public void onSeatGranted(final Player player, final long requestSeq)
    {
        told.add("granted " + requestSeq);
    }

    @Override
    public void onSeatClosed(
        final Player player, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        told.add("unseated " + reason);
    }

    @Override
    public void onRequestRefused(
        final Player player, final long requestSeq, final RefusalCode code, final String sentence)
    {
        told.add("refused " + code);
        this.sentence = sentence;
    }

    @Override
    public void onFound(final Player player, final long queryId, final List<FoundInstance> instances)
    {
        told.add("found");
        found = instances;
    }

    @Override
    public void onDescribed(final Player player, final long queryId, final UserDescription user)
    {
        told.add("described");
        described = user;
    }

    @Override
    public void onAttached(final Player player)
    {
        told.add("attached");
    }

    @Override
    public void onOutput(final Player player, final Output output)
    {
        outputs.add(output.outputSeq());
    }
}
