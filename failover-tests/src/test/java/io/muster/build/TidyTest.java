package io.muster.build;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Properties of the source that no compiler checks. */
class TidyTest
{
    static final Path RATCHET = Path.of("src/test/resources/tidy-ratchet.txt");

    private final SourceTree tree = SourceTree.ours();

    @Test
    void shouldHoldNoBannedText()
    {
        expectNone(new BannedTexts(tree).violations());
    }

    @Test
    void shouldKeepFilesMethodsAndPackagesSmall()
    {
        final Sizes sizes = new Sizes(tree);
        expectNone(new Ratchet(RATCHET).violations(
            Stream.of(sizes.ofFiles(), sizes.ofPackages(), sizes.ofMethods()).flatMap(List::stream).toList()));
    }

    /** An operator looks a code up, and finds one meaning. */
    @Test
    void shouldGiveNoErrorCodeASecondMeaning()
    {
        expectNone(new ErrorCodes(tree).withTwoMeanings());
    }

    @Test
    void shouldNameTypesForWhatTheyAre()
    {
        expectNone(new Sizes(tree).namesThatSayNothing());
    }

    @Test
    void shouldSayInEachPackageWhoOwnsIt()
    {
        expectNone(new Pages(tree).packagesWithoutOwner());
    }

    @Test
    void shouldDescribeEachModuleInFiveLines()
    {
        expectNone(new Pages(tree).readmesThatRamble());
    }

    @Test
    void shouldGetAlongWithFewWords()
    {
        expectNone(new Pages(tree).wordsTooMany());
    }

    @Test
    void shouldLinkToWhatIsThere()
    {
        expectNone(new Pages(tree).brokenLinks());
        expectNone(new Pages(tree).decisionsUnlisted());
    }

    private static void expectNone(final List<String> violations)
    {
        assertEquals("", String.join("\n", violations));
    }
}
