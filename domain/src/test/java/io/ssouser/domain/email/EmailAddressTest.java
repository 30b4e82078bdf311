package io.ssouser.domain.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "Anna@Example.ORG, anna@example.org",
        "anna+news@example.org, anna+news@example.org",
        "a.n.n.a_%-1@mail.example-1.co, a.n.n.a_%-1@mail.example-1.co",
        "\u212aate@example.org, kate@example.org",
        "o'connor@example.org, o'connor@example.org",
        "!#$%&'*+-/=?^_`{|}~@example.org, !#$%&'*+-/=?^_`{|}~@example.org",
        "anna@3com.example.org, anna@3com.example.org",
        "anna@b\u00fccher.example, anna@xn--bcher-kva.example",
        "anna@BU\u0308CHER.example, anna@xn--bcher-kva.example",
        "anna@xn--BCHER-kva.example, anna@xn--bcher-kva.example",
        "anna@stra\u00dfe.de, anna@xn--strae-oqa.de",
        "anna@xn--strae-oqa.de, anna@xn--strae-oqa.de",
        "anna@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444, anna@xn--80a1acny.xn--p1ai",
        "anna@xn--80a1acny.xn--p1ai, anna@xn--80a1acny.xn--p1ai",
        "anna@\u4f8b\u3048\u3002\u30c6\u30b9\u30c8, anna@xn--r8jz45g.xn--zckzah",
        "anna@\u05d9\u05e9\u05e8\u05d0\u05dc.\u05e7\u05d5\u05dd, anna@xn--4dbrk0ce.xn--9dbq2a"
    })
    void an_address_is_normalised(String typed, String address) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @MethodSource
    void addresses_up_to_their_longest_are_accepted(String typed) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo(typed);
    }

    static Stream<String> addresses_up_to_their_longest_are_accepted() {
        return Stream.of(
                "l".repeat(64) + "@example.org", "l@" + ("h".repeat(62) + ".").repeat(3) + "h".repeat(60) + ".or");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " anna@example.org",
                "anna@example.org ",
                "\tanna@example.org\n",
                "\u00a0\u3000anna@example.org\u2003"
            })
    void blanks_at_the_ends_are_dropped(String typed) {
        assertThat(EmailAddress.parse(typed).value()).isEqualTo("anna@example.org");
    }

    @ParameterizedTest
    @CsvSource({"' Anna@B\u00fccher.example ', anna@xn--bcher-kva.example", "No Address, no address", "'', ''"})
    void all_spellings_of_an_address_have_one_key(String typed, String key) {
        assertThat(EmailAddress.keyOf(typed)).isEqualTo(key);
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
                "anna@example.org\r\nBcc: bert@example.org",
                "anna @example.org",
                "anna@ example.org",
                "anna@ex ample.org",
                "\u0430nna@example.org",
                "\"anna\"@example.org",
                "anna(x)@example.org",
                "anna,bert@example.org",
                "anna;@example.org",
                "anna@example.c0m",
                "anna@example.123",
                "anna@192.0.2.1",
                "anna@[192.0.2.1]",
                "anna@example-.org",
                "anna@ex_ample.org",
                "anna@ab--cd.org",
                "anna@example.org-",
                "anna@" + "h".repeat(64) + ".org",
                "anna@xn--.org",
                "anna@xn--a.org",
                "anna@xn--example-.org",
                "anna@xn--BUCHER-99999999.org",
                "anna@xn--bcher-kvb.xn--a",
                "anna@b\u00fccher-.example",
                "anna@b\u00fc\u200dcher.example",
                "anna@\u0308bucher.example",
                "anna@b\u00fccher\u202e.example",
                "anna@\u2603.example",
                "anna@\u05d9a\u05e9.example",
                "anna@" + "\u00fc".repeat(63) + ".example",
                "l".repeat(65) + "@example.org",
                "l@" + ("h".repeat(62) + ".").repeat(3) + "h".repeat(61) + ".or",
                "l".repeat(1_000_000));
    }
}
