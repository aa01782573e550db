package io.muster.build;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The checks of the source can fail: each finds what is planted for it, and nothing in a tree that is sound. */
class PlantedTest
{
    @TempDir
    private Path root;
    private Planted planted;

    @BeforeEach
    void makeASoundTree()
    {
        planted = new Planted(root);
    }

    @Test
    void shouldFindNothingInASoundTree()
    {
        planted.compile();

        assertEquals(List.of(), architecture());
        assertEquals(Set.of(), new Flow(planted.tree()).violations());
        assertEquals(Set.of(), new Flow(planted.tree()).dead());
        assertEquals(List.of(), tidy());
        assertEquals(List.of(), new Ratchet(ratchet("")).violations(sizes()));
    }

    @Test
    void shouldFindACodeThatMeansTwoThings()
    {
        planted.java("master", "MasterError",
            "package io.muster.master;\nenum MasterError {\n    LOST(231, 3),\n    OPTION_REFUSED(201, 2);\n}\n");
        planted.java("session", "SessionError",
            "package io.muster.session;\nenum SessionError {\n    ASKED(201, 2),\n    FULL(231, 3);\n}\n");

        assertEquals(List.of("231 is master/src/main/java/io/muster/master/MasterError.java LOST and " +
            "session/src/main/java/io/muster/session/SessionError.java FULL"),
            new ErrorCodes(planted.tree()).withTwoMeanings());
    }

    @Test
    void shouldFindWhatWouldMakeReplicasDiffer()
    {
        final List<String> members = List.of(
            "long now() { return System.nanoTime(); }",
            "java.util.function.LongSupplier clock = System::currentTimeMillis;",
            "java.time.Instant now;",
            "double chance() { return Math.random(); }",
            "int hash() { return new Object().hashCode(); }",
            "int hash() { return System.identityHashCode(this); }",
            "java.util.Random random;",
            "java.util.Map<String, String> map = new java.util.HashMap<>();",
            "java.util.UUID id;",
            "Thread thread;",
            "java.util.concurrent.atomic.AtomicLong counter;",
            "java.io.File file;",
            "io.aeron.Publication publication;",
            "void visit(org.agrona.collections.Long2ObjectHashMap<String> map) { map.values(); }",
            "void visit(org.agrona.collections.Long2LongHashMap map) { map.forEachLong((k, v) -> {}); }",
            "java.util.function.Function<org.agrona.collections.Int2ObjectHashMap<String>, ?> f = m -> m.keySet();",
            "void visit(org.agrona.collections.LongHashSet set) { for (Long l : set) {} }");
        for (int i = 0; i < members.size(); i++)
        {
            planted.java("master", "E" + i,
                "package io.muster.master.engine;\nclass E" + i + " { " + members.get(i) + " }\n");
        }
        planted.compile();
        final List<String> found = new Architecture(planted.tree()).whereReplicasMightDiffer();

        for (int i = 0; i < members.size(); i++)
        {
            assertFound("<io.muster.master.engine.E" + i + ".", found);
        }
    }

    @Test
    void shouldFindModulesThatMeetOffTheWire()
    {
        planted.java("master", "Open", "package io.muster.master;\npublic final class Open {}\n");
        planted.java("session", "Short", "package io.muster.session;\nclass Short { io.muster.master.Open open; }\n");
        planted.compile();

        assertFound("io.muster.session.Short", new Architecture(planted.tree()).modulesThatMeetOffTheWire());
    }

    @Test
    void shouldFindAGameThatSeesTheServer()
    {
        planted.java("game", "Game", "package io.muster.game;\npublic interface Game { void tick(Seats seats); }\n");
        planted.java("game", "Seats", "package io.muster.game;\npublic interface Seats { io.aeron.Aeron aeron(); }\n");
        planted.compile();

        assertFound("io.muster.game.Game", new Architecture(planted.tree()).gamesThatSeeTheServer());
    }

    @Test
    void shouldFindALibraryOutOfPlace()
    {
        planted.java("client", "Wire", "package io.muster.client;\nclass Wire { io.aeron.Publication publication; }\n");
        planted.compile();

        assertFound("io.muster.client.Wire", new Architecture(planted.tree()).librariesOutOfPlace());
    }

    @Test
    void shouldFindPackagesInACircle()
    {
        planted.java("node", "A", "package io.muster.node.a;\npublic class A { io.muster.node.b.B b; }\n");
        planted.java("node", "B", "package io.muster.node.b;\npublic class B { io.muster.node.a.A a; }\n");
        planted.compile();

        assertFound("Cycle detected", new Architecture(planted.tree()).packagesInCircles());
    }

    @Test
    void shouldFindWhoSpeaksOutOfTurn()
    {
        planted.java("game", "Liar", "package io.muster.game;\nclass Liar { io.muster.codecs.LoginEncoder login; }\n");
        planted.compile();

        assertFound("game.Liar uses LoginEncoder, which is for player", new Flow(planted.tree()).violations());
    }

    @Test
    void shouldFindAMessageThatNobodyHears()
    {
        planted.java("session", "Gate", "package io.muster.session;\nfinal class Gate {}\n");
        planted.compile();

        assertEquals(Set.of("io.muster.codecs.LoginDecoder"), new Flow(planted.tree()).dead());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "master | package io.muster.master.engine; class A { long a = System . nanoTime(); }",
        "master | package io.muster.master.engine; class A { volatile int a; }",
        "node   | package io.muster.node; class A { void a() throws Exception { Thread.sleep(1); } }",
        "game   | package io.muster.game; class A { void a() { System.out.println(); } }",
        "client | package io.muster.client; class A { } // T" + "ODO later",
        "client | package io.muster.client; class A { int b; // int a = 1;",
        "client | package io.muster.client; class A { int b; // go(1, 2);",
        "client | package io.muster.client; class A { int b; // return 1;" })
    void shouldFindABannedText(final String module, final String source)
    {
        planted.java(module, "A", source + "\n");

        assertFound("is banned here; instead: ", new BannedTexts(planted.tree()).violations());
    }

    @Test
    void shouldReadCommentsAndStringsAsSuch()
    {
        planted.java("master", "A", "package io.muster.master.engine;\n" +
            "/* Not System.nanoTime() */ class A { String a = \"volatile\"; } // It rests; it is no Thread.\n");

        assertEquals(List.of(), new BannedTexts(planted.tree()).violations());
    }

    @ParameterizedTest
    @ValueSource(strings = { "UserManager", "StringUtil", "GameImpl", "IGame", "NodeInfo" })
    void shouldFindANameThatSaysNothing(final String name)
    {
        planted.java("game", name, "package io.muster.game;\nclass " + name + " {}\n");

        assertFound(name, new Sizes(planted.tree()).namesThatSayNothing());
    }

    @Test
    void shouldFindWhatIsTooLarge()
    {
        planted.java("game", "A", "package io.muster.game;\nclass A { void a()\n{\n" + "\n".repeat(39) + "} }\n");
        planted.java("game", "B", "package io.muster.game;\nclass B { B(int a, int b, int c, int d, int e, int f) {} " +
            "void b(int a, int b, int c, int d, int e, int f) {} }\n" + "\n".repeat(400));
        for (int i = 0; i < 16; i++)
        {
            planted.java("node", "N" + i, "package io.muster.node;\nclass N" + i + " {}\n");
        }
        final String game = "game/src/main/java/io/muster/game/";

        assertEquals(
            List.of(
                "file-lines " + game + "B.java is 402, and may be 400; split it",
                "method-lines " + game + "A.java#a is 42, and may be 40; split it",
                "package-files node/src/main/java/io/muster/node is 16, and may be 15; split it",
                "parameters " + game + "B.java#b is 6, and may be 5; split it"),
            new Ratchet(ratchet("")).violations(sizes()));
    }

    @ParameterizedTest
    @CsvSource({ "41, is down to 40", "40, ''", "39, and may be 39", })
    void shouldLetAnExceptionOnlyShrink(final int most, final String found)
    {
        final Ratchet ratchet = new Ratchet(ratchet("file-lines a/A.java " + most + "\n"));

        final List<String> violations = ratchet.violations(List.of(new Size("file-lines", "a/A.java", 40, 30)));

        assertEquals(found.isEmpty() ? 0 : 1, violations.size());
        assertTrue(String.join("", violations).contains(found));
    }

    @Test
    void shouldFindPagesThatAreMissingWrongOrUnlisted()
    {
        planted.java("game", "A", "package io.muster.game.rules;\nclass A {}\n");
        planted.java("client", "package-info", "/** Rules. */\npackage io.muster.client;\n");
        planted.write("node/README.md", "# node\n\n- **Hears** this.\n- and more\n");
        planted.write("ARCHITECTURE.md",
            "\n## Words\n\n| a | b |\n|---|---|\n" + "| w | m |\n".repeat(26) + "\n## Modules\n");
        planted.write("docs/decisions/0001-a.md", "[gone](../gone.md)");

        assertEquals(
            List.of(
                "game/src/main/java/io/muster/game/rules: no package-info.java that says whose thread owns it",
                "client/src/main/java/io/muster/client: no package-info.java that says whose thread owns it",
                "node/README.md has lines [Hears, and], not [Hears, Says, Owns, Never, Start]",
                "ARCHITECTURE.md: the glossary has 26 words, not 1 to 25",
                "docs/decisions/0001-a.md: the link to ../gone.md leads nowhere",
                "docs/decisions/README.md does not list 0001-a.md"),
            pages());
    }

    private List<String> architecture()
    {
        final Architecture architecture = new Architecture(planted.tree());
        final List<String> all = new ArrayList<>(architecture.modulesThatMeetOffTheWire());
        all.addAll(architecture.librariesOutOfPlace());
        all.addAll(architecture.whereReplicasMightDiffer());
        all.addAll(architecture.gamesThatSeeTheServer());
        all.addAll(architecture.packagesInCircles());
        return all;
    }

    private List<String> tidy()
    {
        final List<String> all = new ArrayList<>(new BannedTexts(planted.tree()).violations());
        all.addAll(new Sizes(planted.tree()).namesThatSayNothing());
        all.addAll(pages());
        return all;
    }

    private List<String> pages()
    {
        final Pages pages = new Pages(planted.tree());
        final List<String> all = new ArrayList<>(pages.packagesWithoutOwner());
        all.addAll(pages.readmesThatRamble());
        all.addAll(pages.wordsTooMany());
        all.addAll(pages.brokenLinks());
        all.addAll(pages.decisionsUnlisted());
        return all;
    }

    private List<Size> sizes()
    {
        final Sizes sizes = new Sizes(planted.tree());
        final List<Size> all = new ArrayList<>(sizes.ofFiles());
        all.addAll(sizes.ofPackages());
        all.addAll(sizes.ofMethods());
        return all;
    }

    private Path ratchet(final String content)
    {
        planted.write("ratchet.txt", content);
        return root.resolve("ratchet.txt");
    }

    private static void assertFound(final String text, final Collection<String> violations)
    {
        assertTrue(violations.stream().anyMatch((found) -> found.contains(text)), () -> text + " in " + violations);
    }
}
