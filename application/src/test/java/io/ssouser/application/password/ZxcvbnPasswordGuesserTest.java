package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordGuesser;
import io.ssouser.domain.password.PasswordGuesserContract;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZxcvbnPasswordGuesserTest extends PasswordGuesserContract {
    private final PasswordGuesser guesser = new ZxcvbnPasswordGuesser(new HashingPermits(1));

    @Override
    protected PasswordGuesser guesser() {
        return guesser;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P4ssw0rd!",
                "qwertyuiop",
                "aaaaaaaaaaaaaaaa",
                "abcdefgh",
                "19841984",
                "iloveyou1",
                "hunter2hunter2",
                "annasmith1990",
                "Example.org1"
            })
    void so_are_their_disguises_and_what_is_made_of_hints(String typed) {
        assertThat(guesser.finds(new Password(typed), Set.of("annasmith", "example.org")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "парольпароль",
                "привет123",
                "Пароль123",
                "любовь2020",
                "солнышко1",
                "наташа1990",
                "йцукенгшщз",
                "фывапролдж",
                "зфыыцщкв",
                "gfhjkmgfhjkm",
                "ghbdtn123",
                "k.,jdm123",
                "parolparol",
                "privet123",
                "lyubov123",
                "москва777",
                "спартак1922",
                "ваня2005",
                "ςερτυθιοπ",
                "сонечко1"
            })
    void a_common_one_in_another_script_by_keys_or_by_sounds_is_found(String typed) {
        assertThat(guesser.finds(new Password(typed), Set.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"четыре чижика чинили чайник", "щегол клюёт вьюгу", "дремучий аквалангист"})
    void what_nobody_thinks_of_is_not_found_in_another_script_either(String typed) {
        assertThat(guesser.finds(new Password(typed), Set.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4@8({[<369&!1|70$52%+", "0123456789./-", "\ud83d\ude00", "\0 \t", "aab"})
    void the_longest_and_oddest_cost_no_more_than_a_moment(String seed) {
        guesser.finds(new Password("the dictionaries are loaded now"), Set.of());
        Password odd = new Password(seed.repeat(1_024).substring(0, 1_023));
        Instant before = Instant.now();

        guesser.finds(odd, Set.of());

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_common_start_does_not_hide_behind_dressed_up_letters() {
        assertThat(guesser.finds(new Password("12345678901234567890123456789012"), Set.of()))
                .isTrue();
    }
}
