package io.muster.codecs;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page that a client's author reads says what the schemas say. */
class DocTest
{
    private static final Path PRELUDE = Path.of("src/test/resources/protocol-prelude.md");
    private static final Path PAGE = Contract.ROOT.resolve("docs/protocol.md");
    private static final String REWRITE = "./mvnw -q -pl codecs test -Dtest=DocTest -Dprotocol.rewrite=true";

    @Test
    void shouldKeepTheProtocolPageAsTheSchemasHaveIt() throws IOException
    {
        final String expected = ProtocolPage.of(Files.readString(PRELUDE));
        if (Boolean.getBoolean("protocol.rewrite"))
        {
            Files.writeString(PAGE, expected);
        }
        assertTrue(Files.exists(PAGE) && Files.readString(PAGE).equals(expected),
            "docs/protocol.md is not what the schemas and its prelude say; this rewrites it: " + REWRITE);
    }
}
