package io.muster.replay.serve;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.muster.master.engine.EngineSettings;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.bench.MadeLog;
import io.muster.replay.state.ReplayedMaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The page of the past, in a real browser. */
class PastServerTest
{
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOT = Path.of("target", "past.png");

    @TempDir
    private static Path dir;
    private static ReplayedMaster served;
    private static PastServer server;

    @BeforeAll
    static void serve()
    {
        MadeLog.make(dir, 200_000);
        served = new ReplayedMaster(ReplicaFiles.open(dir), EngineSettings.DEFAULT);
        server = new PastServer(served, 0);
    }

    @AfterAll
    static void stop()
    {
        server.close();
        served.close();
    }

    private static String url()
    {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    @Test
    void shouldShowWhatThereWasAtAnyPosition() throws IOException
    {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM);
        final Map<String, String> noDownload = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownload));
            Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))))
        {
            final List<String> errors = new ArrayList<>();
            final Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1_240, 1_000));
            page.onPageError(errors::add);
            page.navigate(url());
            awaitPosition(page, served.lastPosition());
            assertEquals("10,000", page.textContent("#fact-users"));
            look(page);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOT).setFullPage(true));
            assertEquals(List.of(), errors);
        }
    }

    private static void awaitPosition(final Page page, final long position)
    {
        page.waitForFunction("text => document.querySelector('#fact-position')?.textContent === text",
            String.format(Locale.ROOT, "%,d", position));
    }

    /** By number, by the timeline, step by step; then a search, and one that makes no sense. */
    private static void look(final Page page)
    {
        final ReplayedMaster own = new ReplayedMaster(served.files(), EngineSettings.DEFAULT);
        own.seek(own.lastPosition() / 40);
        page.fill("#position", Long.toString(own.lastPosition() / 40));
        page.press("#position", "Enter");
        awaitPosition(page, own.position());
        page.waitForFunction("users => document.querySelector('#fact-users').textContent === users",
            String.format(Locale.ROOT, "%,d", own.engine().users()));
        assertEquals(Long.toHexString(own.engine().digest()), page.textContent("#fact-digest"));

        page.waitForSelector("#next tr.next code");
        final String next = page.getAttribute("#next tr.next", "data-position");
        page.click("#forward");
        awaitPosition(page, Long.parseLong(next));
        page.click("#back");
        awaitPosition(page, own.position());

        page.click("#timeline");
        page.waitForFunction("position => document.querySelector('#position').value !== position",
            Long.toString(own.position()));

        page.fill("#where", "name=player-7");
        page.click("#search button");
        page.waitForFunction("() => document.querySelector('#count').textContent === '1'");
        assertTrue(page.textContent("#rows").contains("player-7"));
        page.fill("#where", "colour~red");
        page.click("#search button");
        page.waitForFunction("() => document.querySelector('#error').textContent.includes('is not understood')");
        own.close();
    }

    @Test
    void shouldRefuseWhatIsNotThere() throws Exception
    {
        final HttpClient client = HttpClient.newHttpClient();
        for (final String path : List.of("at?position=-1", "at?position=x", "find?kind=dogs", "find?where=colour~red"))
        {
            final HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url() + path)).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(400, answer.statusCode(), path);
            assertTrue(answer.body().contains("\"error\""), answer::body);
        }
        assertEquals(404, client.send(HttpRequest.newBuilder(URI.create(url() + "other")).build(),
            HttpResponse.BodyHandlers.discarding()).statusCode());
    }
}
