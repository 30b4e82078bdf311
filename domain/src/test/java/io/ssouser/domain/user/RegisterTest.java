package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.user.UserCommand.Register;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegistrationBoundToBrowser;
import java.util.Arrays;
import org.axonframework.commandhandling.CommandHandler;
import org.junit.jupiter.api.Test;

class RegisterTest extends UserSpecification {
    private static final Register REGISTER = new Register(ANNA, CLAIM, EMAIL, HASH, null);

    @Test
    void an_account_is_born_with_its_address_and_password() {
        fixture.givenNoPriorActivity()
                .whenConstructing(() -> User.register(REGISTER))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new Registered(ANNA, CLAIM, EMAIL, HASH));
    }

    @Test
    void the_browser_is_remembered() {
        BrowserHash browser = new BrowserHash("a browser");
        fixture.givenNoPriorActivity()
                .whenConstructing(() -> User.register(new Register(ANNA, CLAIM, EMAIL, HASH, browser)))
                .expectEvents(
                        new Registered(ANNA, CLAIM, EMAIL, HASH), new RegistrationBoundToBrowser(ANNA, 0, browser));
    }

    @Test
    void only_who_claims_the_address_with_it_may_register_an_account() {
        assertThat(Arrays.stream(User.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(CommandHandler.class))
                        .flatMap(method -> Arrays.stream(method.getParameterTypes())))
                .isNotEmpty()
                .doesNotContain(Register.class);
    }
}
