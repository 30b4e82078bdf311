package io.ssouser.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.journey.Accounts;
import io.ssouser.api.journey.Browser;
import io.ssouser.api.journey.Browser.Reply;
import io.ssouser.api.journey.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/user/identities}: wire contract, section 8. */
class IdentityContractTest {
    private static RunningService service;
    private static Accounts accounts;

    @BeforeAll
    static void start() {
        service = RunningService.fresh();
        accounts = new Accounts(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_registered_account_lists_its_password() {
        Browser owner = accounts.newSignedIn("lists");

        assertThat(owner.get("/api/user/identities").body()).isEqualTo("[{\"provider\":\"password\"}]");
    }

    @Test
    void the_last_way_in_cannot_be_unlinked() {
        Browser owner = accounts.newSignedIn("last");

        refused(
                owner.delete("/api/user/identities/password"),
                400,
                "Cannot unlink last identity. At least one identity must remain.");
        assertThat(owner.get("/api/user/identities").body()).contains("password");
    }

    @Test
    void what_is_not_linked_is_not_found_in_whatever_case_it_is_written() {
        Browser owner = accounts.newSignedIn("missing");

        refused(owner.delete("/api/user/identities/GitHub"), 404, "Identity for provider 'github' not found");
    }

    @Test
    void a_name_of_no_provider_is_refused() {
        Browser owner = accounts.newSignedIn("nonsense");

        refused(owner.delete("/api/user/identities/friendster"), 400, "Invalid provider");
    }

    private static void refused(Reply reply, int status, String message) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.text("error")).isEqualTo(message);
        assertThat(reply.text("error_code")).isEqualTo(status == 404 ? "NOT_FOUND" : "BAD_REQUEST");
    }
}
