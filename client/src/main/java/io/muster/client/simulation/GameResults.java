package io.muster.client.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the players of each instance say came out of it. They must agree, for none of them saw another's screen. The
 * oldest instances are forgotten beyond a limit: their players have said by then what they had to say.
 */
final class GameResults
{
    private static final int INSTANCES_MAX = 65_536;

    private static final class Said
    {
        private final String result;
        private boolean isDisputed;

        private Said(final String result)
        {
            this.result = result;
        }
    }

    private final Map<Long, Said> byInstance = new LinkedHashMap<>()
    {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<Long, Said> eldest)
        {
            return size() > INSTANCES_MAX;
        }
    };
    private long finished;
    private long disputed;
    private long confirmed;

    /** A player was shown how a game ended. */
    void onResult(final long instanceId, final String result)
    {
        final Said said = byInstance.get(instanceId);
        if (said == null)
        {
            byInstance.put(instanceId, new Said(result));
            finished++;
        }
        else if (said.result.equals(result))
        {
            confirmed++;
        }
        else if (!said.isDisputed)
        {
            said.isDisputed = true;
            disputed++;
        }
    }

    long finished()
    {
        return finished;
    }

    long disputed()
    {
        return disputed;
    }

    /** Results that another player's result confirmed: without any, agreement means nothing. */
    long confirmed()
    {
        return confirmed;
    }
}
