package io.muster.console.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The command line of a JVM like this one: same Java, same class path, and the flags that Muster needs. */
public final class Jvm
{
    private static final int QUIET_FROM_VERSION = 24;

    private Jvm()
    {
    }

    /** What starts a class in a JVM of its own, to be followed by its arguments. */
    public static List<String> command(final String mainClass, final List<String> flags)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(Runtime.version().feature()));
        command.addAll(flags);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        return command;
    }

    /** The flags that every JVM of Muster needs, as the root pom has them. */
    static List<String> options(final int javaVersion)
    {
        final Properties properties = new Properties();
        try (InputStream stream = Jvm.class.getResourceAsStream("jvm.properties"))
        {
            properties.load(stream);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        final List<String> options = new ArrayList<>(List.of(properties.getProperty("jvm.options").split(" ")));
        if (javaVersion >= QUIET_FROM_VERSION)
        {
            options.addAll(List.of(properties.getProperty("jvm.options.24").split(" ")));
        }
        return options;
    }
}
