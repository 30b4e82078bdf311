package io.ssouser.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceNameTest {
    @ParameterizedTest
    @MethodSource
    void a_name_is_kept_as_it_was_typed(String typed) {
        assertThat(DeviceName.parse(typed).value()).isEqualTo(typed);
    }

    static Stream<String> a_name_is_kept_as_it_was_typed() {
        return Stream.of(
                "x",
                "Anna's laptop",
                " spaces ",
                "<b>&\"'",
                "x".repeat(100),
                "🔑".repeat(100),
                "می\u200cخواهم",
                "क्\u200dष and ක්\u200dර",
                "👩\u200d❤\ufe0f\u200d👨",
                "🧑🏽\u200d💻",
                "🏳\ufe0f\u200d🌈",
                "👨\u200d👩\u200d👧\u200d👦",
                "🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
                "1\ufe0f\u20e3 phone",
                "מחשב של דנה",
                "e\u0301te\u0301",
                "\u0600123",
                "\u3000東京\u00a0");
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_name_is_refused(String typed) {
        assertThatThrownBy(() -> DeviceName.parse(typed))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_DEVICE_NAME));
    }

    static Stream<String> what_is_no_name_is_refused() {
        return Stream.of(
                "",
                "   ",
                "\u00a0\u2003\u3000",
                "\u2800",
                "\u3164",
                "\u200d",
                "\ufe0f",
                "Lap\u200dtop",
                "Lap\u200ctop",
                "Laptop\u200d",
                "\u200bLaptop",
                "\ufeffLaptop",
                "Lap\u00adtop",
                "Lap\u2060top",
                "Lap\u034ftop",
                "a\u2028b",
                "potpal\u202e",
                "\u2066Laptop\u2069",
                "\u200fLaptop",
                "Laptop\u061c",
                "Laptop\ue000",
                "Laptop\udb40\udc67",
                "🏴\udb40\udc67",
                "می\u200c\u200cخواهم",
                " \ufe0fLaptop",
                "\t",
                "a\nb",
                "a\u0000b",
                "a\u0085b",
                "x".repeat(101),
                "🔑".repeat(101));
    }
}
