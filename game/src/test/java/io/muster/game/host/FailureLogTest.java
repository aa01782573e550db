package io.muster.game.host;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FailureLogTest
{
    @Test
    void shouldPrintALineForEachFailureAndTheStackOfEachPlaceOnce()
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final FailureLog log = new FailureLog(new PrintStream(bytes, true));
        final IllegalStateException cause = new IllegalStateException("as you wish");
        log.onError(new RuntimeException("instance 1 ended", cause));
        log.onError(new RuntimeException("instance 2 ended", cause));

        final String printed = bytes.toString();
        assertEquals(1, printed.split("instance 1 ended", -1).length - 1);
        assertEquals(1, printed.split("instance 2 ended", -1).length - 1);
        assertEquals(1, printed.split("java.lang.IllegalStateException: as you wish", -1).length - 1);
    }
}
