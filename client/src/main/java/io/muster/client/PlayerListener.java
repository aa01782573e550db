package io.muster.client;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.List;

/**
 * What a player is told. Called from {@link Client#poll} only, one call at a time; each call may use the player. A code
 * that a newer server speaks and this SDK does not know is {@link RefusalCode#NULL_VAL}: read the sentence.
 */
public interface PlayerListener
{
    /**
     * The player is logged in and connected: the first time, after a resume, or anew.
     *
     * @param resumed the user was there before.
     */
    default void onWelcome(final Player player, final boolean resumed)
    {
    }

    /** The connection is gone. The player connects again by itself, and {@link #onWelcome} follows. */
    default void onDisconnected(final Player player, final RefusalCode code, final String sentence)
    {
    }

    /**
     * The user could not be resumed, and a new one with the same name was made: seat, unanswered request and
     * unacknowledged inputs are gone. {@link #onWelcome} follows.
     *
     * @param code why: {@code KEY_EXPIRED}, {@code KEY_FORGED} or {@code USER_UNKNOWN}.
     */
    default void onStartedAnew(final Player player, final RefusalCode code, final String sentence)
    {
    }

    /** The end: logged out ({@code LOGGED_OUT}), refused at login, or in by another connection ({@code USER_MOVED}). */
    default void onClosed(final Player player, final RefusalCode code, final String sentence)
    {
    }

    /**
     * The player sits in a running instance: {@link Player#instanceId}, {@link Player#seat}, {@link Player#seatsMax}.
     *
     * @param requestSeq the create or join that this answers.
     */
    default void onSeatGranted(final Player player, final long requestSeq)
    {
    }

    /**
     * The player's seat is gone.
     *
     * @param requestSeq the leave that this answers, or 0.
     * @param instanceId where the seat was.
     */
    default void onSeatClosed(
        final Player player, final long requestSeq, final long instanceId, final SeatReason reason)
    {
    }

    /** A create, join or leave was refused, and nothing was changed. */
    default void onRequestRefused(
        final Player player, final long requestSeq, final RefusalCode code, final String sentence)
    {
    }

    /** A find or describe was refused. */
    default void onQueryRefused(
        final Player player, final long queryId, final RefusalCode code, final String sentence)
    {
    }

    /** An input, or a frame that cannot be named, was refused. Inputs are sent again as long as the seat is held. */
    default void onFrameRefused(final Player player, final RefusalCode code, final String sentence)
    {
    }

    /** Answer to {@link Player#find}: instances with a free seat, oldest first. */
    default void onFound(final Player player, final long queryId, final List<FoundInstance> instances)
    {
    }

    /** Answer to {@link Player#describe}. */
    default void onDescribed(final Player player, final long queryId, final UserDescription user)
    {
    }

    /** The game node hears the player by the present connection; told again when it asks for inputs once more. */
    default void onAttached(final Player player)
    {
    }

    /** The player is shown something: every output once, and in order. */
    default void onOutput(final Player player, final Output output)
    {
    }
}
