package io.muster.console.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.client.simulation.CrowdResult;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of {@code --json}: checked before anything is started, written at the end. */
public final class JsonFile
{
    private final ObjectMapper mapper = new ObjectMapper();
    private final Path file;

    /**
     * A null file is no file.
     *
     * @throws ConsoleException FILE_UNWRITABLE.
     */
    public JsonFile(final Path file)
    {
        this.file = file;
        if (file != null)
        {
            check();
        }
    }

    /** The only sure way to know whether a file can be written is to open it. */
    private void check()
    {
        try
        {
            final boolean isNew = !Files.exists(file);
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).close();
            if (isNew)
            {
                Files.delete(file);
            }
        }
        catch (final IOException ex)
        {
            throw unwritable(ex);
        }
    }

    /** Write the players' result with a verdict that may say more than the players could know. */
    public void write(final CrowdResult result, final String verdict)
    {
        if (file == null)
        {
            return;
        }
        final ObjectNode root = mapper.createObjectNode()
            .put("players", result.players())
            .put("gamesFinished", result.gamesFinished())
            .put("gamesDisputed", result.gamesDisputed())
            .put("commandsAcknowledged", result.commandsAcknowledged())
            .put("commandsAcknowledgedLost", result.commandsAcknowledgedLost())
            .put("eventsDuplicated", result.eventsDuplicated())
            .put("inputsSent", result.inputsSent())
            .put("inputsLost", result.inputsLost())
            .put("inputsDuplicated", result.inputsDuplicated())
            .put("controlGapMs", result.controlGapMs())
            .put("playGapMs", result.playGapMs())
            .put("inputP50Us", result.inputP50Us())
            .put("inputP99Us", result.inputP99Us())
            .put("verdict", verdict);
        try
        {
            Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
        }
        catch (final IOException ex)
        {
            throw unwritable(ex);
        }
    }

    private ConsoleException unwritable(final IOException ex)
    {
        return new ConsoleException(ConsoleError.FILE_UNWRITABLE,
            "cannot write " + file + " (" + ex.getClass().getSimpleName() + ")");
    }
}
