package io.ssouser.app.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published client sends each wrong secret twice. That must neither lock its owner out nor give a thief more guesses. */
class RepeatedMistakeAttackTest {
    private static final String NEXT = "another tall ship at sea";

    private static int change(Browser browser, String current) {
        return browser.post("/api/user/change-password", Map.of("current_password", current, "new_password", NEXT))
                .status();
    }

    @Test
    void nine_wrong_current_passwords_each_sent_twice_do_not_lock_the_right_one() {
        Browser ada = Target.ACCOUNTS.newSignedIn("twice");
        for (int mistake = 0; mistake < 9; mistake++) {
            assertThat(change(ada, "wrong horse " + mistake)).isEqualTo(401);
            assertThat(change(ada, "wrong horse " + mistake)).isEqualTo(401);
        }

        assertThat(change(ada, Accounts.PASSWORD)).isEqualTo(200);
    }

    @Test
    void ten_different_ones_lock_in_whatever_order_they_are_repeated() {
        Browser thief = Target.ACCOUNTS.newSignedIn("thief");
        for (int guess = 0; guess < 10; guess++) {
            assertThat(change(thief, "wrong horse " + guess)).isEqualTo(401);
            if (guess < 9) {
                assertThat(change(thief, "wrong horse 0")).isEqualTo(401);
            }
        }

        assertThat(change(thief, Accounts.PASSWORD)).isEqualTo(429);
    }

    @Test
    void a_person_who_types_the_same_wrong_password_again_and_again_is_not_locked_out_of_signing_in() {
        String email = Accounts.address("typist");
        Target.ACCOUNTS.confirmed(email);
        Browser typist = Target.SERVICE.browser();
        for (int attempt = 0; attempt < 12; attempt++) {
            assertThat(typist.login(email, "caps lock was on").status()).isEqualTo(401);
        }

        assertThat(typist.login(email, Accounts.PASSWORD).status()).isEqualTo(200);
    }
}
