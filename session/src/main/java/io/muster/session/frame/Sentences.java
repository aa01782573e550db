package io.muster.session.frame;

import io.muster.codecs.RefusalCode;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a player reads with each code. The one table of them; a test holds it to the schema's own words, so that the
 * protocol's documentation and the wire say the same.
 */
public final class Sentences
{
    private static final Map<RefusalCode, String> BY_CODE = new EnumMap<>(RefusalCode.class);

    static
    {
        say(RefusalCode.NONE, "Nothing was refused");
        say(RefusalCode.FRAME_MALFORMED,
            "The frame is not one message of this schema, or a field of it is out of range");
        say(RefusalCode.FRAME_TOO_LARGE, "The frame is longer than the limit");
        say(RefusalCode.FRAME_TRUNCATED, "The frame ends before its message does");
        say(RefusalCode.TEMPLATE_UNKNOWN, "No message that may be sent here has this template id");
        say(RefusalCode.SCHEMA_FOREIGN, "The message belongs to another schema");
        say(RefusalCode.NOT_LOGGED_IN, "Log in first");
        say(RefusalCode.ALREADY_LOGGED_IN, "This connection has a user");
        say(RefusalCode.KEY_EXPIRED, "The key is too old; log in again");
        say(RefusalCode.KEY_FORGED, "The key was not signed here");
        say(RefusalCode.NAME_EMPTY, "A name has at least one character");
        say(RefusalCode.NAME_TOO_LONG, "A name has at most 32 bytes of UTF-8");
        say(RefusalCode.NAME_MALFORMED, "A name is UTF-8 text without control characters");
        say(RefusalCode.NAME_TAKEN, "Someone else has this name now");
        say(RefusalCode.USER_UNKNOWN, "The user was away too long and is forgotten; log in again");
        say(RefusalCode.USERS_FULL, "No more users fit");
        say(RefusalCode.GAME_TYPE_UNKNOWN, "No game node runs this game");
        say(RefusalCode.GAME_NODES_FULL, "Every game node that runs this game is full");
        say(RefusalCode.INSTANCES_FULL, "No more instances fit");
        say(RefusalCode.INSTANCE_UNKNOWN, "There was never such an instance");
        say(RefusalCode.INSTANCE_ENDED, "The instance has ended");
        say(RefusalCode.INSTANCE_FULL, "Every seat is taken");
        say(RefusalCode.ALREADY_SEATED, "The user has a seat; leave it first");
        say(RefusalCode.NOT_SEATED, "The user has no seat there");
        say(RefusalCode.SEAT_DECLINED, "The game does not let this player in");
        say(RefusalCode.INSTANCE_NOT_STARTED, "The game node could not start the instance");
        say(RefusalCode.GAME_NODE_LOST, "The machine under the instance died");
        say(RefusalCode.SEATS_OUT_OF_RANGE, "The game does not have that many seats");
        say(RefusalCode.RATE_LIMITED, "Too many messages of this kind; this one was dropped");
        say(RefusalCode.REQUEST_PENDING, "One request at a time; the previous one has no answer yet");
        say(RefusalCode.REQUEST_STALE, "A later request of this user has been answered");
        say(RefusalCode.PAYLOAD_TOO_LARGE, "The payload is longer than the limit");
        say(RefusalCode.INPUTS_TOO_MANY, "More inputs are unacknowledged than the limit");
        say(RefusalCode.MASTER_UNAVAILABLE, "The master did not answer in time; ask again");
        say(RefusalCode.LIMIT_OUT_OF_RANGE, "The limit of a search is from 1 to 100");
        say(RefusalCode.HEARTBEAT_MISSED, "Nothing was heard for too long");
        say(RefusalCode.CONSUMER_TOO_SLOW, "The player does not read what is sent");
        say(RefusalCode.USER_MOVED, "The user came in by another connection");
        say(RefusalCode.NODE_STOPPING, "This node is going away; use another");
        say(RefusalCode.CONNECTIONS_FULL, "This node carries as many connections as it may");
        say(RefusalCode.LOGGED_OUT, "The user logged out");
        say(RefusalCode.LOGIN_TOO_LATE, "A connection must log in soon after it opens");
        say(RefusalCode.OUTPUTS_OVERRUN, "The player was away for longer than its outputs could be kept");
        say(RefusalCode.NODE_UNKNOWN, "The node is not registered; register anew with a higher incarnation");
        say(RefusalCode.INCARNATION_STALE, "A later incarnation of this node has registered");
        say(RefusalCode.NODES_FULL, "No more nodes fit");
        say(RefusalCode.GAME_TYPES_FULL, "No more game types fit; there may be 4,096 in all");
        say(RefusalCode.LEASE_EXPIRED, "The node was silent for longer than its lease");
        say(RefusalCode.OUTBOX_FULL, "The node let its outbox fill");
        say(RefusalCode.NODE_STOPPED, "The node deregistered");
        say(RefusalCode.REGISTRATION_MALFORMED, "A field of the registration is missing or out of range");
        say(RefusalCode.ATTRIBUTES_DIFFER,
            "Another node that runs this game declares its attributes or tags differently");
        say(RefusalCode.QUERIES_FULL, "The replica has as many waiting queries as it may; ask another");
        say(RefusalCode.POSITION_NOT_REACHED, "The replica is behind the position asked for; ask another");
        say(RefusalCode.QUERY_MALFORMED,
            "The query is not whole, or asks for a kind of record or a test that there is not");
        say(RefusalCode.FIELD_UNKNOWN,
            "Such records have no such field, or it is not of the kind that the test or the order needs");
        say(RefusalCode.KEYWORD_MALFORMED, "A value is no keyword, or not one that the field may hold");
        say(RefusalCode.RANGE_IMPOSSIBLE, "The low end of a range is above its high end");
        say(RefusalCode.TEXT_TOO_LONG, "The text is longer than the field");
        say(RefusalCode.CONDITIONS_TOO_MANY, "A query has at most 8 conditions");
        say(RefusalCode.CONTINUATION_FOREIGN, "The continuation is of another query");
        say(RefusalCode.CONTINUATION_EXPIRED,
            "What the fields mean has changed since the continuation was given; begin anew");
        say(RefusalCode.QUERY_TOO_DEAR,
            "More than 100,000 records would have to be looked at; name a field that is indexed, or another order");
        say(RefusalCode.NULL_VAL, "Unknown reason");
    }

    private static final byte[][] BYTES = bytes();

    private Sentences()
    {
    }

    /** The sentence for a code. */
    public static String of(final RefusalCode code)
    {
        return BY_CODE.get(code);
    }

    /** The sentence for a code, as UTF-8; not to be written to. */
    static byte[] bytesOf(final RefusalCode code)
    {
        return BYTES[code.ordinal()];
    }

    private static void say(final RefusalCode code, final String sentence)
    {
        BY_CODE.put(code, sentence);
    }

    private static byte[][] bytes()
    {
        final RefusalCode[] codes = RefusalCode.values();
        final byte[][] bytes = new byte[codes.length][];
        for (final RefusalCode code : codes)
        {
            bytes[code.ordinal()] = BY_CODE.get(code).getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }
}
