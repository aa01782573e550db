package io.muster.failover.drill;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DrillSettingsTest
{
    @Test
    void shouldTakeAFaultATimeAndSettingsOfTheMasters()
    {
        final DrillSettings settings = DrillSettings.parse(new String[]
        {
            "--fault", "leader-kill", "--minutes", "0.25", "--players", "8", "--set", "master.witness=false"
        });

        assertEquals("leader-kill", settings.faults().get(0).name());
        assertEquals(15, settings.seconds());
        assertEquals(8, settings.players());
        assertEquals(Map.of("master.witness", "false"), settings.overrides());
    }

    @Test
    void shouldStrikeEachFaultOnceWhenAllAreAskedFor()
    {
        final DrillSettings settings = DrillSettings.parse(new String[]{"--all", "--fault", "leader-kill"});

        assertEquals(Faults.ALL.size(), settings.faults().size());
        assertTrue(settings.isAll());
    }

    @Test
    void shouldGiveEachFaultANameOfItsOwn()
    {
        final HashSet<String> names = new HashSet<>();
        Faults.ALL.forEach((fault) -> names.add(fault.name()));

        assertEquals(Faults.ALL.size(), names.size());
    }

    @Test
    void shouldRefuseWithOneSentence()
    {
        assertRefused("which fault? --fault NAME or --all; --list shows what there is");
        assertRefused("--minutes is a number from 0 to 1440, not soon", "--all", "--minutes", "soon");
        assertRefused("--minutes is a number from 0 to 1440, not -1", "--all", "--minutes", "-1");
        assertRefused("--players needs a value", "--all", "--players");
        assertRefused("--players is a number from 4 to 2000, not 2", "--all", "--players", "2");
        assertRefused("--set is NAME=VALUE, not master.witness", "--all", "--set", "master.witness");
        assertRefused("there is no option --hard; see --help", "--all", "--hard", "yes");
        assertRefused("--json: / cannot be written", "--all", "--json", "/");
        assertTrue(refusal("--fault", "flood").startsWith("there is no fault flood; there are: leader-kill, "));
    }

    private static void assertRefused(final String sentence, final String... args)
    {
        assertEquals(sentence, refusal(args));
    }

    private static String refusal(final String... args)
    {
        return assertThrows(IllegalArgumentException.class, () -> DrillSettings.parse(args)).getMessage();
    }
}
