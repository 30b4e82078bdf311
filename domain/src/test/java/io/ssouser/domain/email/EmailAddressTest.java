package io.ssouser.domain.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "Anna@Example.ORG, anna@example.org",
        "anna+news@example.org, anna+news@example.org",
        "a.n.n.a_%-1@mail.example-1.co, a.n.n.a_%-1@mail.example-1.co"
    })
    void an_address_is_normalised_to_lower_case(String typed, String address) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource
    void addresses_up_to_their_longest_are_accepted(String typed) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(typed);
    }

    static Stream<String> addresses_up_to_their_longest_are_accepted() {
        return Stream.of("l".repeat(64) + "@example.org", "l@" + "h".repeat(249) + ".or");
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_address_is_refused(String typed) {
        assertThatThrownBy(() -> EmailAddress.parse(typed))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_EMAIL));
    }

    static Stream<String> what_is_no_address_is_refused() {
        return Stream.of(
                "",
                "@",
                "anna",
                "anna@",
                "@example.org",
                "anna@example",
                "anna@example.o",
                "anna@example.org.",
                "anna@.example.org",
                "anna@-example.org",
                "anna@example..org",
                ".anna@example.org",
                "anna.@example.org",
                "an..na@example.org",
                "anna@bert@example.org",
                " anna@example.org",
                "anna@example.org ",
                "anna@example.org\r\nBcc: bert@example.org",
                "anna@exämple.org",
                "l".repeat(65) + "@example.org",
                "l@" + "h".repeat(250) + ".or",
                "l".repeat(1_000_000));
    }
}
