package io.muster.node.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.muster.node.StartupError;
import io.muster.node.StartupException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static io.muster.node.StartupError.CONFIG_MALFORMED;
import static io.muster.node.StartupError.CONFIG_MISSING;
import static io.muster.node.StartupError.SETTINGS_CONTRADICT;
import static io.muster.node.StartupError.SETTING_MALFORMED;
import static io.muster.node.StartupError.SETTING_MISSING;
import static io.muster.node.StartupError.SETTING_OUT_OF_RANGE;
import static io.muster.node.StartupError.SETTING_UNKNOWN;

/**
 * The settings of one process: a HOCON file, and overrides above it. Each is declared where it is read, with name,
 * default, range and a sentence; what nobody has declared by {@link #finish} is refused.
 * <p>
 * Every method that reads throws {@link StartupException} with the place (file and line) of what is wrong.
 */
public final class Settings
{
    private static final String MASKED = "********";

    private final Config config;
    private final Map<String, Setting> declared = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();

    private Settings(final Config config)
    {
        this.config = config;
    }

    /**
     * @param fileOrNull HOCON; {@code include} and {@code ${ENVIRONMENT}} work in it.
     * @param overrides  names and values that win over the file.
     */
    public static Settings of(final Path fileOrNull, final Map<String, String> overrides)
    {
        try
        {
            Config config = ConfigFactory.empty();
            for (final Map.Entry<String, String> override : overrides.entrySet())
            {
                config = config.withValue(
                    override.getKey(), ConfigValueFactory.fromAnyRef(override.getValue(), "command line"));
            }
            return new Settings(config.withFallback(fileOrNull == null ? ConfigFactory.empty() : parse(fileOrNull)));
        }
        catch (final ConfigException ex)
        {
            throw new StartupException(CONFIG_MALFORMED, ex.getMessage(), ex);
        }
    }

    private static Config parse(final Path file)
    {
        if (!Files.isReadable(file) || Files.isDirectory(file))
        {
            throw new StartupException(CONFIG_MISSING, "there is no readable settings file " + file.toAbsolutePath());
        }
        return ConfigFactory.parseFile(file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false)).resolve();
    }

    /** Text; {@code null} as default means that it must be given: until {@link #finish} says so, it is empty. */
    public String text(final String name, final String defaultValue, final String sentence)
    {
        final String value = valueOf(name, defaultValue);
        declare(name, value, defaultValue == null ? "required" : quoted(defaultValue), sentence);
        return value;
    }

    /** Text that {@link #page} does not show. The default is none: empty. */
    public String secret(final String name, final String sentence)
    {
        final String value = valueOf(name, "");
        declare(name, value.isEmpty() ? "" : MASKED, "none", sentence);
        return value;
    }

    public int count(final String name, final int defaultValue, final int min, final int max, final String sentence)
    {
        final String text = valueOf(name, Integer.toString(defaultValue));
        final long value = parsed(name, text, "a whole number", Long::parseLong);
        inRange(name, text, value, new Range(min, max, Integer.toString(min), Integer.toString(max)));
        declare(name, text, defaultValue + ", " + min + " to " + max, sentence);
        return (int)value;
    }

    /** A number and one of ns, us, ms, s, m, h. */
    public long durationNs(
        final String name, final String defaultValue, final String min, final String max, final String sentence)
    {
        final String text = valueOf(name, defaultValue);
        final long value = parsed(name, text, "a duration such as 500ms or 10s", Units::durationNs);
        inRange(name, text, value, new Range(Units.durationNs(min), Units.durationNs(max), min, max));
        declare(name, text, defaultValue + ", " + min + " to " + max, sentence);
        return value;
    }

    /** A number and nothing or one of k, m, g (1,024 each). */
    public long bytes(
        final String name, final String defaultValue, final String min, final String max, final String sentence)
    {
        final String text = valueOf(name, defaultValue);
        final long value = parsed(name, text, "a size in bytes such as 1408, 64k or 2m", Units::bytes);
        inRange(name, text, value, new Range(Units.bytes(min), Units.bytes(max), min, max));
        declare(name, text, defaultValue + ", " + min + " to " + max, sentence);
        return value;
    }

    public boolean flag(final String name, final boolean defaultValue, final String sentence)
    {
        final String text = valueOf(name, Boolean.toString(defaultValue));
        declare(name, text, Boolean.toString(defaultValue), sentence);
        return switch (text)
        {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw error(SETTING_MALFORMED, name, quoted(text) + " is not true or false");
        };
    }

    /** A check over several settings; the sentence says what must hold. */
    public void require(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw new StartupException(SETTINGS_CONTRADICT, sentence);
        }
    }

    /** Refuse what was given and never declared, and what was not given and must be. Call it after all were read. */
    public void finish()
    {
        refuseUnknown();
        if (!missing.isEmpty())
        {
            throw error(SETTING_MISSING, missing.get(0), "this setting has no default and must be given");
        }
    }

    /** The first half of {@link #finish}: enough to print {@link #page}, which is there to tell what must be given. */
    public void refuseUnknown()
    {
        for (final Map.Entry<String, ConfigValue> given : config.entrySet())
        {
            final String name = String.join(".", ConfigUtil.splitPath(given.getKey()));
            if (!declared.containsKey(name))
            {
                final String nearest = Nearest.to(name, declared.keySet());
                throw error(SETTING_UNKNOWN, name, "there is no such setting" +
                    (nearest == null ? "" : "; did you mean " + nearest + "?"));
            }
        }
    }

    /** All declared settings, a line each: {@code name = value  # (default, range) sentence}; a valid settings file. */
    public String page()
    {
        final StringBuilder page = new StringBuilder();
        declared.forEach((name, setting) -> page.append(setting.line(name)).append('\n'));
        return page.toString();
    }

    private String valueOf(final String name, final String defaultValue)
    {
        if (!config.hasPath(name))
        {
            if (defaultValue == null)
            {
                missing.add(name);
                return "";
            }
            return defaultValue;
        }

        final ConfigValue value = config.getValue(name);
        if (value.valueType() == ConfigValueType.OBJECT || value.valueType() == ConfigValueType.LIST)
        {
            throw error(SETTING_MALFORMED, name, "one value belongs here, not a group or a list");
        }
        return value.unwrapped().toString().trim();
    }

    private void declare(final String name, final String value, final String range, final String sentence)
    {
        declared.put(name, new Setting(value, range, sentence));
    }

    private long parsed(final String name, final String text, final String form, final Parser parser)
    {
        try
        {
            return parser.parse(text);
        }
        catch (final IllegalArgumentException | ArithmeticException ex)
        {
            throw error(SETTING_MALFORMED, name, quoted(text) + " is not " + form);
        }
    }

    private void inRange(final String name, final String text, final long value, final Range range)
    {
        if (value < range.min || value > range.max)
        {
            throw error(
                SETTING_OUT_OF_RANGE, name, text + " is not from " + range.minText + " to " + range.maxText);
        }
    }

    private StartupException error(final StartupError error, final String name, final String sentence)
    {
        return new StartupException(error, placeOf(name) + name + ": " + sentence);
    }

    private String placeOf(final String name)
    {
        if (!config.hasPath(name))
        {
            return "";
        }
        final ConfigOrigin origin = config.getValue(name).origin();
        if (origin.filename() == null)
        {
            return origin.description() + ": ";
        }
        return origin.filename() + ":" + origin.lineNumber() + ": ";
    }

    private static String quoted(final String text)
    {
        return '"' + text + '"';
    }

    private interface Parser
    {
        long parse(String text);
    }

    private record Range(long min, long max, String minText, String maxText)
    {
    }

    private record Setting(String value, String range, String sentence)
    {
        String line(final String name)
        {
            final boolean plain = value.matches("[A-Za-z0-9_./-]+");
            return name + " = " + (plain ? value : quoted(value)) + "  # (" + range + ") " + sentence;
        }
    }
}
