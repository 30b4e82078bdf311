package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.start.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing personal stands in clear in the files of a used data folder, but for the read models and the mails. */
class CanaryTest {
    private static final String EMAIL = "canary.in.the.mine@example.org";
    private static final String DEVICE = "Canary device of the mine";
    private static final String AGENT = "CanaryBrowser/47.11";

    @Test
    void the_raw_files_hold_no_canary() {
        FakeGitHub github = new FakeGitHub();
        github.expect(4_711_000_815L, "canary-of-the-octocat", "canary.at.github@example.org", true);
        RunningService service = RunningService.fresh(github.settings());
        Accounts accounts = new Accounts(service);
        accounts.confirmed(EMAIL);
        Browser browser = accounts.signedIn(EMAIL);
        String device = browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
        browser.send(
                "PATCH", "/api/user/devices/" + device, "{\"device_name\":\"" + DEVICE + "\"}", "User-Agent", AGENT);
        assertThat(ProviderHandshake.link(browser, "github").status()).isEqualTo(302);
        Authenticator authenticator = accounts.secondFactor(browser);
        browser.post(
                "/api/user/change-password",
                Map.of("current_password", Accounts.PASSWORD, "new_password", "a canary of a password"));
        List<String> canaries = List.of(
                EMAIL,
                "canary.in.the.mine",
                DEVICE,
                AGENT,
                authenticator.secret(),
                authenticator.backupCodes().get(0),
                authenticator.backupCodes().get(0).replace("-", ""),
                "a canary of a password",
                Accounts.PASSWORD,
                "$argon2",
                "127.0.0.1",
                "4711000815",
                "canary-of-the-octocat",
                "canary.at.github",
                "gho_",
                String.valueOf(browser.accessToken()),
                String.valueOf(browser.refreshToken()));
        assertThat(RawFiles.holding(service.data(), DEVICE))
                .as("the read model holds it")
                .isNotEmpty();

        service.close();
        github.close();

        for (String canary : canaries) {
            assertThat(RawFiles.holding(service.data(), canary).stream().filter(CanaryTest::mustNotTell))
                    .as(canary)
                    .isEmpty();
        }
    }

    @Test
    void a_process_writes_nothing_outside_its_folder_and_prints_no_canary(@TempDir Path folder) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path data = folder.resolve("data");
        ServiceProcess service = ServiceProcess.start(
                data,
                Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Duser.home=" + home, "HOME", home.toString()));
        try {
            Browser browser = new Browser(service.base());
            browser.post("/api/auth/register", Map.of("email", EMAIL, "password", Accounts.PASSWORD));
            browser.get(new Mailbox(data.resolve("outbox")).linkFor(EMAIL));
            browser.keep(browser.login(EMAIL, Accounts.PASSWORD));
            browser.login(EMAIL, "a wrong canary");
            browser.send("GET", "/api/user/nowhere?q=" + EMAIL, null, "User-Agent", AGENT);
            assertThat(browser.get("/api/user").text("email")).isEqualTo(EMAIL);
        } finally {
            service.stop();
        }

        try (Stream<Path> files = Files.list(home)) {
            assertThat(files).isEmpty();
        }
        assertThat(Files.readString(folder.resolve("service.log")))
                .contains("Ready")
                .doesNotContain(EMAIL, Accounts.PASSWORD, "a wrong canary", AGENT, "/auth/verify-email");
    }

    private static boolean mustNotTell(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith("views.db")
                && !name.startsWith("view-")
                && !file.toString().contains("outbox");
    }
}
