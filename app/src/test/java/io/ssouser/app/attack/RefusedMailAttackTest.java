package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import io.ssouser.domain.email.UndeliveredReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A mail server that refuses an address for good, and repeats it in its answer. */
@Isolated("It reads the log, in which a service that starts silences all others of this JVM.")
@ExtendWith(OutputCaptureExtension.class)
class RefusedMailAttackTest extends MailServerAttack {
    @Test
    void a_permanent_refusal_ends_a_letter_with_an_entry_and_tells_nobody_the_address(CapturedOutput output) {
        String ada = confirmed("ada");
        Browser browser = new Accounts(service).signedIn(ada);
        server.reply(ada, "550 5.1.1 <" + ada + "> no such user");

        post("/api/auth/forgot-password", ada);

        until(() -> server.triesFor(ada) > 1 && waiting() == 0);
        clock.pass(Duration.ofHours(2));
        assertThat(undelivered(UndeliveredReason.REFUSED)).isEqualTo(1);
        until(() -> browser.get("/api/user/audit").body().contains("user.mail-not-delivered"));
        assertThat(output.getAll()).contains("refused for good").doesNotContain(ada);
        assertThat(server.takenFor(ada)).hasSize(1);
    }
}
