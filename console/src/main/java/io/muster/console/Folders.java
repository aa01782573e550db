package io.muster.console;

import picocli.CommandLine.Option;

import java.nio.file.Path;

/** Where the cluster of {@code up} lives; the same options for every command that looks for it. */
final class Folders
{
    @Option(
        names = "--data",
        paramLabel = "FOLDER",
        defaultValue = "data",
        description = "what the cluster keeps (default: ./${DEFAULT-VALUE})")
    Path data;
}
