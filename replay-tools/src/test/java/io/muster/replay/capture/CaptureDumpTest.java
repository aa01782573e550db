package io.muster.replay.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.NodeKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CaptureDumpTest
{
    private final Tool tool = new Tool();

    @TempDir
    private Path dir;
    private String hashes;

    /** Ada, 17, by connection 5; someone whose name is taken, 6; Bob, 18, by 7; and Ada's game. */
    @BeforeEach
    void make() throws IOException
    {
        try (MadeCapture made = MadeCapture.session(dir))
        {
            made.moment(CaptureWay.PLAYER_CAME, 5).login(5, "Ada").commands(5, "Ada", 99).position(400)
                .events(5, 17, 201).welcome(5, 17).input(5, 17, 44)
                .position(800).login(6, "Ada").login(7, "Bob").commands(7, "Bob", 98).events(7, 18, 0).welcome(7, 18)
                .input(7, 18, 44).heartbeat().say(CaptureWay.FROM_PLAYER, (byte)0xCA, (byte)0xFE)
                .moment(CaptureWay.PLAYER_WENT, 5).game(44, 17, "Ada");
        }
        hashes = Tool.hashes(dir);
    }

    @AfterEach
    void expectUnchanged() throws IOException
    {
        assertEquals(hashes, Tool.hashes(dir));
    }

    private List<String> dump(final String... arguments)
    {
        assertEquals(0, tool.run(dir, arguments), tool::text);
        return tool.out().lines().filter((line) -> !line.startsWith("---")).map((line) ->
            line.replaceFirst("^( *\\d+)  \\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "$1")).toList();
    }

    private List<String> types(final String... arguments)
    {
        return dump(arguments).stream().map((line) -> line.replaceFirst(".*  (\\S+).*", "$1")
            .replaceFirst("\\bplayer-(\\w+) .*", "player-$1")).map((line) -> line.replaceFirst(" .*", "")).toList();
    }

    @Test
    void shouldWriteALineAMessageForPeople()
    {
        final List<String> lines = dump();
        final String begin = "            0  to-master   ";

        assertEquals("            0  player-came connection 5", lines.get(0));
        assertEquals("            0  from-player connection 5  Login clientId=1 name=Ada", lines.get(1));
        assertEquals(begin + "#11  UserEnter connectionId=5 clientId=0 userId=0 eventSeq=0 name=Ada",
            lines.get(2));
        assertEquals(begin + "#12  JoinInstance userId=99 requestSeq=1 instanceId=44", lines.get(3));
        assertTrue(lines.get(4).startsWith("          400  from-master #21  UserEntered connectionId=5 userId=17 "));
        assertEquals("          400  from-master #22  UserRefused connectionId=6 code=NAME_TAKEN", lines.get(5));
        assertEquals("          400  from-player connection 5 user 17  Input instanceId=44 inputSeq=1" +
            " ackedOutputSeq=0 payload=0102", lines.get(7));
        assertTrue(lines.contains("          800  from-player connection 5  malformed cafe"), tool::text);
        assertTrue(lines.contains("          800  journal     instance 44  GameTicked instanceId=44 step=3 tick=1"));
        assertTrue(tool.out().matches("(?s)--- \\d{4}-\\d\\d-\\d\\d \\(UTC\\)\n.*"), tool::text);
        assertTrue(tool.err().matches("21 lines of 18 messages, with 4 commands and 4 events, that session node 9" +
            " captured from \\S+Z to \\S+Z \\(UTC\\); --all shows heartbeats too\\s*"), tool::text);
    }

    @Test
    void shouldWriteTheSameAsJson() throws IOException
    {
        final int count = dump("--all").size();
        final List<JsonNode> objects = tool.objects(dir, "--all", "--json");

        assertEquals(count, objects.size());
        assertEquals("{\"type\":\"player-came\"}", objects.get(0).path("message").toString());
        assertTrue(objects.get(0).path("timeNs").asLong() > 1_700_000_000_000_000_000L);
        final JsonNode input = objects.get(7);
        assertEquals(400, input.path("position").asLong());
        assertEquals(9, input.path("node").asInt());
        assertEquals("from-player", input.path("way").asText());
        assertEquals(5, input.path("connection").asLong());
        assertEquals(17, input.path("userId").asLong());
        assertEquals("0102", input.path("message").path("payload").asText());
        assertEquals(3, objects.get(3).path("incarnation").asLong());
        assertEquals(12, objects.get(3).path("commandSeq").asLong());
        assertEquals(22, objects.get(5).path("eventSeq").asLong());
        final JsonNode ticked = objects.get(objects.size() - 1);
        assertEquals(44, ticked.path("instance").asLong());
        assertTrue(objects.stream().anyMatch((it) -> it.path("message").path("ackedEventSeq").asLong() == 8));
    }

    @Test
    void shouldShowWhatWasKnownUpToPositions()
    {
        assertEquals(4, dump("--to", "399").size());
        assertEquals(dump("--from", "400", "--to", "400"), dump("--from", "1", "--to", "799"));
        assertEquals(4, dump("--from", "400", "--to", "799").size());
        assertEquals(dump().size(), dump("--from", "0").size());
    }

    /** Also what was said before it was known who says it, and by whom it was said that the name was already taken. */
    @Test
    void shouldTellTheStoryOfAPlayer()
    {
        final List<String> story = List.of("player-came", "Login", "UserEnter", "UserEntered", "Welcome", "Input");

        assertEquals(List.of("player-came", "Login", "UserEnter", "UserEntered", "Welcome", "Input", "malformed",
            "player-went", "GameJoined"), types("--user", "17"));
        final List<String> byName = types("--user", "Ada");
        assertEquals(story, byName.subList(0, story.size()));
        assertEquals(types("--user", "17").size() + 1, byName.size(), tool::text);
        assertEquals(List.of("Login", "UserEnter", "UserEntered", "Welcome", "Input"), types("--user", "Bob"));
        assertEquals(List.of("JoinInstance"), types("--user", "99"));
        assertTrue(types("--user", "Eve").isEmpty());
        assertTrue(tool.err().contains("no user in " + dir + " is known to have had the name Eve"), tool::text);
    }

    @Test
    void shouldShowWhatIsAboutAnInstanceANodeOrOfAType()
    {
        assertEquals(List.of("JoinInstance", "Input", "JoinInstance", "Input", "GameBegun", "GameJoined", "GameTicked"),
            types("--instance", "44"));
        assertEquals(List.of("UserEntered"), types("--node", "201"));
        assertEquals(dump(), dump("--node", "9"));
        assertEquals(List.of("Login", "Login", "Login"), types("--type", "login"));
        assertEquals(List.of("heartbeat"), types("--type", "heartbeat"));
        assertEquals(List.of("malformed"), types("--type", "malformed"));
        assertEquals(List.of("player-went"), types("--type", "player-went"));
        assertEquals(2, tool.run(dir, "--type", "Nonsense"), tool::text);
        assertEquals(2, tool.run(dir, "--with", dir.toString()), tool::text);
        assertTrue(tool.err().contains("M0201 --with is for logs"), tool::text);
    }

    @Test
    void shouldMarkWhereSomethingIsMissingAndWhereAnotherProcessBegan(@TempDir final Path own) throws IOException
    {
        try (MadeCapture made = MadeCapture.session(own))
        {
            made.login(1, "Ada").drop(12).login(2, "Bob").login(3, "Eve").drop(1);
        }
        try (MadeCapture made = new MadeCapture(own, NodeKind.SESSION, MadeCapture.NODE, 1_700_000_060_000L))
        {
            made.drop(2).login(1, "Ada");
        }
        assertEquals(0, tool.run(own, "--type", "Login"), tool::text);

        assertTrue(tool.out().matches("(?s)---[^\n]*\n[^\n]*Ada\n-- 12 messages were not captured here\n[^\n]*Bob\n" +
            "[^\n]*Eve\n-- the process began anew\n-- 2 messages were not captured here\n[^\n]*Ada\n"), tool::text);
        assertTrue(tool.err().contains("; the process began anew 1 times; 14 messages were not captured"), tool::text);
        final List<JsonNode> objects = tool.objects(own, "--json");
        assertEquals("{\"mark\":\"not-captured\",\"messages\":12}", objects.get(1).toString());
        assertEquals("{\"mark\":\"began-anew\"}", objects.get(4).toString());
    }

    @Test
    void shouldReadWhatIsStillWritten(@TempDir final Path own)
    {
        try (MadeCapture made = MadeCapture.session(own))
        {
            made.login(1, "Ada");
            assertEquals(0, tool.run(own), tool::text);
            assertTrue(tool.out().contains("Login"), tool::text);
        }
    }

    @Test
    void shouldSayWhatItIsWhereALogIsWanted(@TempDir final Path nothing) throws IOException
    {
        for (final String[] arguments : List.of(new String[]{"log", "stat", dir.toString()},
            new String[]{"replay", dir.toString()}, new String[]{"replay", "serve", dir.toString()}))
        {
            assertEquals(3, tool.runAll(arguments), tool::text);
            assertTrue(tool.err().contains("M0231 " + dir + " is what a session or game node has captured, and not" +
                " the log of a master; './muster log dump " + dir + "' prints it"), tool::text);
        }
        assertEquals(2, tool.runAll("log", "stat", dir.toString(), "--json", dir.resolve("x").toString()));
        assertFalse(Files.exists(dir.resolve("x")));
        assertEquals(3, tool.run(nothing), tool::text);
        assertTrue(tool.err().contains("M0231 " + nothing + " is neither the directory of a master"), tool::text);
        assertEquals(3, tool.run(nothing.resolve("gone")), tool::text);
    }
}
