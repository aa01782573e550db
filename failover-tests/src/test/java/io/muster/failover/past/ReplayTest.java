package io.muster.failover.past;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.codecs.RecordKind;
import io.muster.failover.simulation.mutant.Mutant;
import io.muster.failover.simulation.mutant.Planting;
import io.muster.replay.incident.Incident;
import org.agrona.BitUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code muster log} and {@code muster replay} on what real masters have left. */
class ReplayTest extends RecordedTest
{
    private static final int FRAME_HEADER_BYTES = 32;

    @TempDir
    private Path own;

    @Test
    void shouldComeToTheStateThatTheLiveMasterHad() throws IOException
    {
        assertTrue(recorded.digests().size() >= 3, recorded.digests()::toString);
        for (int number = 0; number < 3; number++)
        {
            for (final Map.Entry<Long, String> live : recorded.digests().entrySet())
            {
                assertEquals(0, run("replay", recorded.master(number), "--to", live.getKey(), "--json",
                    "--command", "where"), this::text);
                assertEquals(live.getValue(), objects().get(1).path("digest").asText(), this::text);
            }
        }
    }

    @Test
    void shouldPrintEveryMessageAndOnlyTheOnesAskedFor() throws IOException
    {
        assertEquals(0, run("log", "dump", recorded.master(0), "--json", "--all"), this::text);
        final List<JsonNode> all = objects();
        final List<String> types = all.stream().map((it) -> it.path("message").path("type").asText()).toList();
        assertTrue(types.containsAll(List.of(
            "RegisterNode", "UserEnter", "CreateInstance", "SeatAccepted", "heartbeat", "tick", "term")),
            types::toString);
        assertFalse(types.contains("malformed"));
        final long userId = all.stream().filter((it) -> it.path("message").path("type").asText().equals("JoinInstance"))
            .findFirst().orElseThrow().path("message").path("userId").asLong();

        assertEquals(0, run("log", "dump", recorded.master(0), "--json", "--user", userId, "--type", "joininstance"));
        final List<JsonNode> some = objects();
        assertFalse(some.isEmpty());
        assertEquals(all.stream().filter((it) -> it.path("message").path("type").asText().equals("JoinInstance") &&
            it.path("message").path("userId").asLong() == userId).count(), some.size());

        final long position = some.get(0).path("position").asLong();
        assertEquals(0, run("log", "dump", recorded.master(0), "--from", position - 1, "--to", position), this::text);
        assertTrue(text().contains("JoinInstance userId=" + userId + " "), this::text);
    }

    /** A name is in few messages; whose it was is known to the engine. */
    @Test
    void shouldKnowAUserByName() throws IOException
    {
        assertEquals(0, run("replay", recorded.master(0), "--until", "type=UserSeated", "--json",
            "--command", "find users state=seated limit=1"), this::text);
        final JsonNode user = objects().stream().filter(JsonNode::isArray).findFirst().orElseThrow().get(0);
        final String name = user.path("name").asText();

        assertEquals(0, run("log", "dump", recorded.master(0), "--json", "--user", user.path("id").asLong()));
        final List<JsonNode> byId = objects();
        assertEquals(0, run("log", "dump", recorded.master(0), "--json", "--user", name), this::text);
        final List<JsonNode> byName = objects();
        assertTrue(!byId.isEmpty() && byName.containsAll(byId), this::text);
        assertTrue(byName.stream().anyMatch((it) -> it.path("message").path("name").asText().equals(name)));

        assertEquals(0, run("replay", recorded.master(0), "--to", "0", "--json",
            "--command", "step 3 --user " + name, "--command", "quit", "--command", "step"), this::text);
        final List<JsonNode> moments = objects().stream().filter((it) -> it.has("kind")).toList();
        assertEquals(3, moments.size(), this::text);
        assertTrue(moments.get(0).path("commands").toString().contains(name), this::text);
    }

    @Test
    void shouldTellTermsLeadersRatesAndSnapshots() throws IOException
    {
        final Path json = own.resolve("stat.json");
        final Path plot = own.resolve("stat.svg");

        assertEquals(0, run("log", "stat", recorded.master(1), "--json", json, "--plot", plot), this::text);

        final JsonNode stat = MAPPER.readTree(json.toFile());
        assertTrue(stat.path("terms").size() >= 2, this::text);
        assertTrue(stat.path("snapshots").size() >= 1, this::text);
        final JsonNode snapshot = stat.path("snapshots").get(0);
        assertTrue(stat.path("commandsByName").path("CreateInstance").asLong() > 0, this::text);
        assertTrue(stat.path("silences").size() >= 1, "nobody led for a while after the kill: " + text());
        assertTrue(Files.readString(plot).startsWith("<svg"));
        assertTrue(text().contains("term  leader"), this::text);
        assertEquals(0, run("replay", recorded.master(1), "--to", snapshot.path("position").asLong(), "--json",
            "--command", "where"), this::text);
        assertEquals(objects().get(0).path("digest"), snapshot.path("digest"), this::text);
    }

    @Test
    void shouldStepForwardsAndBackToTheSameState() throws IOException
    {
        assertEquals(0, run("replay", recorded.master(2), "--until", "type=CreateInstance", "--json",
            "--command", "where", "--command", "step 10", "--command", "back 10", "--command", "where"), this::text);
        final List<JsonNode> places =
            objects().stream().filter((it) -> it.has("digest")).toList();

        assertEquals(places.get(0), places.get(1));
        assertEquals(places.get(places.size() - 1).path("digest"), places.get(0).path("digest"), this::text);
        assertTrue(
            objects().stream().anyMatch((it) -> it.path("said").toString().contains("StartInstance")), this::text);
    }

    @Test
    void shouldTellWhichCheckRefusesAndWhatWouldHaveToChange() throws IOException
    {
        assertEquals(0, run("replay", recorded.master(0), "--until", "type=UserSeated", "--json",
            "--command", "find users state=seated limit=1"), this::text);
        final JsonNode user = objects().stream().filter(JsonNode::isArray).findFirst().orElseThrow().get(0);
        final long instanceId = user.path("instance").asLong();

        assertEquals(0, run("replay", recorded.master(0), "--until", "type=UserSeated",
            "--command", "why not join " + instanceId + " " + user.path("name").asText(),
            "--command", "why not join 999999 nobody",
            "--command", "show instance " + instanceId,
            "--command", "state --tree",
            "--command", "diff first"), this::text);

        assertTrue(text().contains("ALREADY_SEATED: the user has seat " + user.path("seat").asInt() + " in instance " +
            instanceId), this::text);
        assertTrue(text().contains("there is no user nobody"), this::text);
        assertTrue(text().contains("  instance " + instanceId + ": "), this::text);
        assertTrue(text().contains("users: slot 0: a record is only here"), this::text);
    }

    @Test
    void shouldFindThatTheReplicasAreAlike()
    {
        assertEquals(
            0, run("replay", "verify", recorded.master(0), recorded.master(1), recorded.master(2)), this::text);
        assertTrue(text().contains("ok: the same entries, the same state"), this::text);

        assertEquals(0, run("replay", "diff", recorded.master(0), recorded.master(2)), this::text);
        assertTrue(text().contains("no record is different"), this::text);
    }

    @Test
    void shouldNameTheReplicaWhoseLogWasAltered() throws IOException
    {
        final Path copy = copyOf(recorded.master(1), "copy");
        final Path log = RecordedCluster.logOf(copy);
        flip(log, FRAME_HEADER_BYTES + 8);

        assertEquals(3, run("replay", "verify", recorded.master(0), copy, recorded.master(2)), this::text);
        assertTrue(text().contains("DAMAGED") && text().contains("has another CRC than was recorded"), this::text);
        assertEquals(3, run("log", "stat", copy), this::text);
        assertTrue(text().contains("M0232") && text().contains("--salvage"), this::text);

        assertEquals(3, run("log", "dump", copy, "--salvage"), this::text);
        assertTrue(out.toString().contains("RegisterNode"), this::text);
    }

    /** What has lost its end is behind, and alike; a replica that is alone says nothing about what was committed. */
    @Test
    void shouldMarkWhatNoQuorumHas() throws IOException
    {
        final long end = recorded.digests().firstKey();
        final Path short1 = cutAt(recorded.master(2), "short-1", end);
        final Path short2 = cutAt(recorded.master(2), "short-2", end);

        assertEquals(0, run("log", "dump", recorded.master(0), "--json", "--with", short1, "--with", short2));
        final List<JsonNode> committed = objects().stream().filter((it) -> it.path("committed").asBoolean()).toList();
        assertFalse(committed.isEmpty());
        assertTrue(committed.size() < objects().size());
        assertTrue(committed.get(committed.size() - 1).path("position").asLong() <= end);

        assertEquals(0, run("replay", "verify", recorded.master(0), short1, short2), this::text);
        assertTrue(text().contains("all have positions 0 to "), this::text);
        assertEquals(0, run("replay", short1, "--command", "step"), this::text);
        assertTrue(text().contains("the log ends here"), this::text);
    }

    /** Of a replica that was killed, whose catalog does not know where its log ends: behind that there are zeros. */
    private Path cutAt(final Path killed, final String name, final long position) throws IOException
    {
        final Path copy = copyOf(killed, name);
        try (RandomAccessFile log = new RandomAccessFile(RecordedCluster.logOf(copy).toFile(), "rw"))
        {
            log.seek(position);
            log.write(new byte[(int)(log.length() - position)]);
        }
        return copy;
    }

    /** A frame's own length has no checksum: what is shorter now, or longer, is found by the other replicas' logs. */
    @Test
    void shouldNameTheReplicaOfWhichAFrameHasAnotherLength() throws IOException
    {
        final Path copy = copyOf(recorded.master(1), "copy");
        flip(RecordedCluster.logOf(copy), 0);

        assertEquals(1, run("replay", "verify", recorded.master(0), copy, recorded.master(2)), this::text);
        assertTrue(text().contains("the log is odd in " + copy + "; the other 2 agree"), this::text);
    }

    /** A bit of a frame in the middle whose length is not near its alignment: the next one stays where it is. */
    private static void flip(final Path log, final int offset) throws IOException
    {
        final byte[] bytes = Files.readAllBytes(log);
        final ByteBuffer frames = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int frame = 0;
        while (frame < 20_000 || (frames.getInt(frame) & FRAME_HEADER_BYTES - 1) < 8)
        {
            frame += BitUtil.align(frames.getInt(frame), FRAME_HEADER_BYTES);
        }
        bytes[frame + offset] ^= 4;
        Files.write(log, bytes);
    }

    /** A build that gives games other dice: an engine with one class of its own. */
    @Test
    void shouldTellWhereAnotherBuildWouldHaveDoneSomethingElse() throws IOException
    {
        final Path root = Path.of(System.getProperty("muster.root", "..")).toAbsolutePath().normalize();
        final String source = "master/src/main/java/io/muster/master/engine/event/GameEvents.java";
        final Mutant mutant = new Mutant("other dice", source, ".seed(seed)", ".seed(seed + 1)");
        final Path classes = Files.createDirectory(own.resolve("classes"));
        new Planting(root, List.of(), System.getProperty("java.class.path")).compile(mutant, classes);
        final String same = root.resolve("master/target/classes").toString();

        assertEquals(0, run("replay", "diff", recorded.master(0), "--engine-jar", same), this::text);
        assertTrue(text().contains("both builds do the same up to position "), this::text);

        assertEquals(1, run("replay", "diff", recorded.master(0), "--engine-jar", classes + File.pathSeparator + same),
            this::text);
        assertTrue(out.toString().matches("(?s)they part at position \\d+: .*CreateInstance.*" +
            "told here .*StartInstance .*told there .*StartInstance .*nodes: slot \\d+: said: .*"), this::text);

        expectRefusal(2, "M0201", "replay", "diff", recorded.master(0), "--engine-jar", own.resolve("no.jar"));
        expectRefusal(3, "M0240", "replay", "diff", recorded.master(0), "--engine-jar", own);
        expectRefusal(2, "M0201", "replay", "diff", recorded.master(0));
    }

    @Test
    void shouldRunAnIncidentByItself() throws IOException
    {
        final long around = recorded.digests().lastKey();
        final Path file = own.resolve("incident.muster");

        assertEquals(0, run("replay", "extract", recorded.master(0), "--around", around, "--out", file), this::text);

        final Incident incident = Incident.read(file);
        final Incident.Replayed end = incident.replay();
        assertEquals(end.recordedDigest(), end.digest());
        assertEquals(recorded.digests().get(around), Long.toHexString(incident.replayTo(around).digest()));
        assertFalse(end.records().all(RecordKind.NODES, "").isEmpty());
    }

    @Test
    void shouldRefuseWhatIsNoLogAndWhatIsNotInIt() throws IOException
    {
        expectRefusal(3, "M0231", "log", "stat", own);
        expectRefusal(3, "M0231", "replay", own.resolve("nothing"));
        expectRefusal(2, "M0201", "log", "dump", recorded.master(0), "--type", "Nonsense");
        expectRefusal(2, "M0201", "log", "dump");
        expectRefusal(3, "M0233", "replay", recorded.master(0), "--to", 1L << 40);
        expectRefusal(2, "M0201", "replay", recorded.master(0), "--command", "jump");
        expectRefusal(2, "M0201", "replay", recorded.master(0), "--until", "colour=red");
        expectRefusal(2, "M0201", "replay", "extract", recorded.master(0), "--around", 1_000,
            "--out", recorded.master(0).resolve("x"));
        final Path copy = copyOf(recorded.master(0), "copy");
        Files.delete(RecordedCluster.logOf(copy));
        expectRefusal(3, "M0232", "log", "stat", copy);
        Files.delete(copy.resolve("archive").resolve("archive.catalog"));
        expectRefusal(3, "M0231", "log", "stat", copy);
    }

    private Path copyOf(final Path master, final String name)
    {
        final Path copy = own.resolve(name);
        RecordedCluster.copy(master, copy);
        return copy;
    }
}
