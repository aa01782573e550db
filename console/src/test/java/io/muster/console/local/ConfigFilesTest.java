package io.muster.console.local;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConfigFilesTest
{
    @TempDir
    private Path folder;
    private ClusterPlan plan;

    @BeforeEach
    void plan()
    {
        plan = new ClusterPlan(folder.resolve("a \"b\""), folder.resolve("logs"), PortBlock.at(20_000));
    }

    @Test
    void shouldGiveEachNodeAnIdAndPortsOfItsOwn()
    {
        final Set<Integer> ports = new HashSet<>();
        final Set<Integer> ids = new HashSet<>();
        for (final NodePlace place : plan.places())
        {
            assertTrue(ports.add(place.firstPort()), place.name());
            assertTrue(place.kind() == Kind.MASTER || ids.add(place.nodeId()), place.name());
        }
        assertEquals(7, ports.size());
    }

    @Test
    void shouldKeepTheSecretToItsOwnerAndOverRestarts() throws Exception
    {
        new ConfigFiles(plan).write();
        final String secret = Files.readString(plan.keyFile());
        new ConfigFiles(plan).write();

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(plan.keyFile())));
        assertEquals(secret, Files.readString(plan.keyFile()));
        assertEquals(65, secret.length());
    }

    @Test
    void shouldNotShareASecretBetweenClusters() throws Exception
    {
        final ClusterPlan other = new ClusterPlan(folder.resolve("c"), folder.resolve("logs"), PortBlock.at(20_100));
        new ConfigFiles(plan).write();
        new ConfigFiles(other).write();

        assertNotEquals(Files.readString(plan.keyFile()), Files.readString(other.keyFile()));
    }

    @Test
    void shouldWriteSettingsOfAKindIntoItsFilesOnly() throws Exception
    {
        new ConfigFiles(plan.with(Kind.GAME, "game.workers", "2")).write();

        for (final NodePlace place : plan.places())
        {
            assertEquals(place.kind() == Kind.GAME, Files.readString(place.config()).contains("game.workers = 2\n"));
        }
    }
}
