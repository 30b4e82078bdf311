package io.ssouser.application.registration;

import static io.ssouser.application.RunningService.EMAIL;
import static io.ssouser.application.RunningService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.RunningService;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserCommand.ConfirmEmail;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformOwnersTest {
    @TempDir
    Path folder;

    @Test
    void the_platform_belongs_to_the_confirmed_holder_of_the_configured_address_alone() {
        try (RunningService service = new RunningService(folder)) {
            PlatformOwners owners = new PlatformOwners(new EmailAddress(EMAIL), service.owners, service.facts);
            UserId stranger = service.registered("bob@example.org");
            service.register(EMAIL, PASSWORD);
            UserId unconfirmed = service.owners.ownerOf(new EmailAddress(EMAIL)).orElseThrow();

            assertThat(owners.contains(stranger)).isFalse();
            assertThat(owners.contains(unconfirmed)).isFalse();
            service.commands.send(new ConfirmEmail(unconfirmed));
            assertThat(owners.contains(unconfirmed)).isTrue();
            assertThat(owners.contains(stranger)).isFalse();
        }
    }

    @Test
    void without_a_configured_address_the_platform_belongs_to_nobody() {
        try (RunningService service = new RunningService(folder)) {
            UserId user = service.registered(EMAIL);
            assertThat(new PlatformOwners(null, service.owners, service.facts).contains(user))
                    .isFalse();
        }
    }
}
