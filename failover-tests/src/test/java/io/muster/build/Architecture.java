package io.muster.build;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may use whom. Change a rule in a commit of its own, and say why. */
final class Architecture
{
    private static final String ENGINE = "io.muster.master.engine..";

    /**
     * A row of the table of modules in ARCHITECTURE.md: a module, what it is, what it may use. The packages of
     * {@code failover-tests} begin with the first half of its name.
     */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)(?:-[a-z]+)?` \\|[^|]*\\|([^|]*)\\|$");

    private static final Pattern SYSTEM_ALLOWED = Pattern.compile("arraycopy|lineSeparator");
    private static final Pattern ITERATION = Pattern.compile(
        "values|keySet|entrySet|.*[iI]terator|.*[fF]orEach.*|removeIf.*|replaceAll|.*[sS]tream|toArray|toString");

    private final JavaClasses all;
    private final Map<String, List<String>> mayUse = new LinkedHashMap<>();

    Architecture(final SourceTree tree)
    {
        all = new ClassFileImporter().importPaths(tree.classes());
        ROW.matcher(SourceTree.text(tree.root().resolve("ARCHITECTURE.md"))).results().forEach((row) ->
            mayUse.put(row.group(1), Pattern.compile("[a-z-]+").matcher(row.group(2)).results()
                .map((word) -> word.group()).toList()));
    }

    /** Modules use each other as the table in ARCHITECTURE.md says, and nothing else of ours. */
    List<String> modulesThatMeetOffTheWire()
    {
        final List<String> errors = new ArrayList<>();
        mayUse.forEach((module, used) ->
        {
            final String[] packages = Stream.concat(Stream.of(module), used.stream())
                .map((name) -> name.equals("all") ? "io.muster.." : "io.muster." + name + "..").toArray(String[]::new);
            final DescribedPredicate<JavaClass> foreign = not(resideInAPackage("io.muster.."));
            errors.addAll(violations(classes()
                .that().resideInAPackage("io.muster." + module + "..")
                .should().onlyDependOnClassesThat(resideInAnyPackage(packages).or(foreign))));
        });
        all.stream()
            .filter((type) -> !mayUse.containsKey(type.getPackageName().replaceAll("io\\.muster\\.(\\w+).*", "$1")))
            .map((type) -> type.getName() + " is in no module of the table in ARCHITECTURE.md")
            .forEach(errors::add);
        return errors;
    }

    /** Which libraries are for which modules only. */
    List<String> librariesOutOfPlace()
    {
        return Stream.of(
            only("io.netty..", "session"),
            only("com.typesafe.config..", "node"),
            only("com.sun.net.httpserver..", "node", "replay"),
            only("picocli..", "console", "replay"),
            only("org.jline..", "replay"),
            only("uk.co.real_logic..", "replay"),
            only("com.googlecode.cqengine..", "benchmarks"),
            only("redis.clients..", "benchmarks"),
            only("io.aeron..", "node", "master", "session", "game", "benchmarks", "replay", "failover"),
            only("io.aeron.archive..", "master", "benchmarks", "replay", "failover"))
            .flatMap((rule) -> violations(rule).stream()).toList();
    }

    /** Replicas must act alike: the engine takes time from the log, randomness from the log, and visits by slot. */
    List<String> whereReplicasMightDiffer()
    {
        return Stream.of(
            classes().that().resideInAPackage(ENGINE).should().onlyDependOnClassesThat(
                resideInAnyPackage(ENGINE, "io.muster.codecs..", "org.agrona", "org.agrona.collections",
                    "org.agrona.concurrent", "java.lang", "java.lang.invoke", "java.lang.runtime", "java.nio",
                    "java.nio.charset", "java.util", "java.util.function", "java.util.stream")
                    .or(describe("arrays", JavaClass::isArray))),
            noClasses().that().resideInAPackage(ENGINE).should().dependOnClassesThat().haveNameMatching(
                "java\\.lang\\.(Thread.*|Runtime|Process.*|InheritableThreadLocal|StackWalker)|" +
                "java\\.util\\.(\\w*Random|UUID|Date|Timer.*|Calendar|(\\w*Hash(Map|Set)))|" +
                "org\\.agrona\\.concurrent\\.(?!UnsafeBuffer).*"),
            noClasses().that().resideInAPackage(ENGINE).should().accessTargetWhere(clockOrChance()),
            noClasses().that().resideInAPackage(ENGINE).should().accessTargetWhere(mapIteration()))
            .flatMap((rule) -> violations(rule).stream()).toList();
    }

    /** A game's author needs no server, no Aeron and no agent to write and test a game. */
    List<String> gamesThatSeeTheServer()
    {
        return Stream.of(
            noClasses().that().haveFullyQualifiedName("io.muster.game.Game")
                .should().transitivelyDependOnClassesThat(resideInAnyPackage("io.aeron..", "io.muster.node..")),
            noClasses().that().resideInAPackage("io.muster.game.samples..")
                .should().dependOnClassesThat(resideInAnyPackage("io.aeron..", "io.muster.node..")))
            .flatMap((rule) -> violations(rule).stream()).toList();
    }

    /** The packages below a module's own build on one another in one direction; the module's own puts them together. */
    List<String> packagesInCircles()
    {
        return violations(slices().matching("io.muster.(*).(**)").should().beFreeOfCycles());
    }

    private ArchRule only(final String library, final String... modules)
    {
        final String[] packages = Stream.of(modules).map((name) -> "io.muster." + name + "..").toArray(String[]::new);
        return noClasses()
            .that().resideOutsideOfPackages(packages)
            .should().dependOnClassesThat().resideInAPackage(library);
    }

    private List<String> violations(final ArchRule rule)
    {
        return rule.allowEmptyShould(true).evaluate(all).getFailureReport().getDetails();
    }

    private static DescribedPredicate<JavaAccess<?>> clockOrChance()
    {
        return describe("of a clock, of chance or of an address", (access) ->
        {
            final String owner = access.getTargetOwner().getName();
            final String name = access.getTarget().getName();
            return owner.equals("java.lang.System") && !SYSTEM_ALLOWED.matcher(name).matches() ||
                owner.equals("java.lang.Math") && name.equals("random") ||
                owner.equals("java.lang.Object") && name.equals("hashCode");
        });
    }

    private static DescribedPredicate<JavaAccess<?>> mapIteration()
    {
        return describe("of a map's or set's order", (access) ->
            access.getTargetOwner().getPackageName().equals("org.agrona.collections") &&
            access.getTargetOwner().getSimpleName().matches(".*(Map|Set|Cache).*") &&
            ITERATION.matcher(access.getTarget().getName()).matches());
    }
}
