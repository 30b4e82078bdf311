package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PasswordHasher} keeps. */
public abstract class PasswordHasherContract {
    protected abstract PasswordHasher hasher();

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", " spaces at the ends ", "pässwörd", "🔑🔑🔑", "with$dollar$signs"})
    void a_password_matches_its_own_hash(String typed) {
        assertThat(hasher().matches(new Password(typed), hasher().hash(new Password(typed))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Correct horse", "correct horse ", " correct horse", "correct hors", "correct horsee", ""})
    void any_other_password_does_not_match(String typed) {
        assertThat(hasher().matches(new Password(typed), hasher().hash(new Password("correct horse"))))
                .isFalse();
    }

    @Test
    void passwords_that_differ_in_their_last_byte_of_1024_are_told_apart() {
        PasswordHash hash = hasher().hash(new Password("x".repeat(1_023) + "y"));

        assertThat(hasher().matches(new Password("x".repeat(1_023) + "z"), hash))
                .isFalse();
        assertThat(hasher().matches(new Password("x".repeat(1_023) + "y"), hash))
                .isTrue();
    }

    @Test
    void nothing_matches_nothing() {
        assertThat(hasher().matchesNothing(new Password("correct horse"))).isFalse();
        assertThat(hasher().matchesNothing(new Password(""))).isFalse();
    }

    @Test
    void a_new_hash_is_not_outdated() {
        assertThat(hasher().isOutdated(hasher().hash(new Password("correct horse"))))
                .isFalse();
    }
}
