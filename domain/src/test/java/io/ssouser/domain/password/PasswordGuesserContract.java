package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PasswordGuesser} finds at least, and what none may. */
public abstract class PasswordGuesserContract {
    protected abstract PasswordGuesser guesser();

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password", "12345678"})
    void the_most_common_ones_are_found(String typed) {
        assertThat(guesser().finds(new Password(typed), Set.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zyzzyvaquux", "ZyzzyvaQuux"})
    void a_hint_is_found_and_no_stranger_would_find_it(String typed) {
        assertThat(guesser().finds(new Password(typed), Set.of("zyzzyvaquux"))).isTrue();
        assertThat(guesser().finds(new Password(typed), Set.of("another"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "four score and seven years",
                "🐢 eats 🥬 at noon",
                "jQ7#tRw2!mZx",
                "Wer reitet so spät durch Nacht und Wind? Es ist der Vater mit seinem Kind."
            })
    void what_nobody_thinks_of_is_not_found(String typed) {
        assertThat(guesser().finds(new Password(typed), Set.of("anna", "example")))
                .isFalse();
    }
}
