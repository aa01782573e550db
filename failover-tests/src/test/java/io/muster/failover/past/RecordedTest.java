package io.muster.failover.past;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.replay.ReplayTools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The command line of the replay tools, on what one cluster has left; it is recorded once for all such tests. */
abstract class RecordedTest
{
    static final ObjectMapper MAPPER = new ObjectMapper();
    static RecordedCluster recorded;
    private static Map<String, String> hashes;

    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    @BeforeAll
    static void record() throws Exception
    {
        recorded = RecordedCluster.shared();
        hashes = recorded.hashes();
    }

    /** Whatever the tests did, nothing is written into what is read. */
    @AfterAll
    static void expectUnchanged() throws Exception
    {
        assertEquals(hashes, recorded.hashes());
    }

    int run(final Object... arguments)
    {
        out = new StringWriter();
        err = new StringWriter();
        return ReplayTools.run(new PrintWriter(out), new PrintWriter(err, true),
            Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    String text()
    {
        return out.toString() + err;
    }

    List<JsonNode> objects() throws IOException
    {
        return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    }

    void expectRefusal(final int status, final String code, final Object... arguments)
    {
        assertEquals(status, run(arguments), this::text);
        assertTrue(err.toString().contains("muster: " + code + " "), this::text);
    }
}
