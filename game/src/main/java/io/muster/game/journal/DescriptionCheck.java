package io.muster.game.journal;

import io.muster.codecs.GameStateDecoder;
import io.muster.game.Description;

/** Compares what an instance can be found by with what it could be found by live. */
final class DescriptionCheck
{
    private final Description now;

    DescriptionCheck(final Description now)
    {
        this.now = now;
    }

    /** @return how the tags differ, or null. */
    String tags(final long live)
    {
        final int tag = Long.numberOfTrailingZeros(live ^ now.tags());
        return live == now.tags() ? null : "the instance was " + ((live & 1L << tag) != 0 ? "" : "not ") +
            "tagged with tag number " + tag + " of the game type live, and is " +
            ((live & 1L << tag) != 0 ? "not now" : "now");
    }

    /** @return how the attributes differ, or null. */
    String attributes(final GameStateDecoder.AttributesDecoder live)
    {
        String differs = live.count() == now.attributeCount() ? null :
            live.count() + " attributes were set live, and " + now.attributeCount() + " are now";
        for (final GameStateDecoder.AttributesDecoder attribute : live)
        {
            final int number = attribute.number();
            final long value = attribute.value();
            if (differs == null && number >= now.vocabulary().attributes().size())
            {
                differs = "attribute number " + number + " was set live, and the game type here declares none such";
            }
            else if (differs == null && (!now.isSet(number) || now.value(number) != value))
            {
                differs = "attribute " + now.vocabulary().attributes().get(number).name() + " was " + value +
                    " live, and is " + (now.isSet(number) ? now.value(number) + " now" : "not set now");
            }
        }
        return differs;
    }
}
