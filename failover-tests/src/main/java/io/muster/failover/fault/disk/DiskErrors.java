package io.muster.failover.fault.disk;

import java.util.List;

/** What a master may log whose disk refuses, stalls or is full: it says so, with a code, and ends. */
final class DiskErrors
{
    static final List<String> LINES = List.of(
        "muster: M01(11|34|35|36) .*",
        "muster: (survived|\\d+ x) .*(No space left on device|Input/output error|disk|low storage).*",
        "muster: (survived|\\d+ x) .*(IOException|UncheckedIOException|InternalError|ArchiveException).*",
        ".* failed to close due to timeout, retrying.*",
        "muster: (survived|\\d+ x) .*(unexpected interrupt|unexpected termination|AgentTerminationException).*",
        "\\s+at .*", "Caused by: .*", "\\s*\\.\\.\\. \\d+ more");

    private DiskErrors()
    {
    }
}
