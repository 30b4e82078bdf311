package io.ssouser.domain.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link PasswordHasher} keeps. */
public abstract class PasswordHasherContract {
    protected abstract PasswordHasher hasher();

    /** A hash of the text as it is, as it was made before passwords had a normal form. */
    protected abstract PasswordHash hashAsTyped(String typed);

    @ParameterizedTest
    @CsvSource({
        "u\u0308ber den Wolken, \u00fcber den Wolken",
        "\uff53\uff45\uff43\uff52\uff45\uff54 door, secret door",
        "\u212bngstr\u00f6m unit, \u00c5ngstro\u0308m unit"
    })
    void one_password_in_two_forms_is_one(String one, String other) {
        assertThat(hasher().matches(new Password(one), hasher().hash(new Password(other))))
                .isTrue();
        assertThat(hasher().matches(new Password(other), hasher().hash(new Password(one))))
                .isTrue();
    }

    @Test
    void a_hash_of_before_matches_the_form_that_was_typed_and_is_not_of_the_normal_form() {
        Password typed = new Password("u\u0308ber den Wolken");
        PasswordHash before = hashAsTyped("u\u0308ber den Wolken");

        assertThat(hasher().matches(typed, before)).isTrue();
        assertThat(hasher().isOfNormalForm(typed, before)).isFalse();
        assertThat(hasher().isOfNormalForm(typed, hasher().hash(typed))).isTrue();
        assertThat(hasher().matches(new Password("u\u0308ber den Wolke"), before))
                .isFalse();
    }

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
