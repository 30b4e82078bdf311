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
        return Stream.of("x", "Anna's laptop", " spaces ", "<b>&\"'", "x".repeat(100), "🔑".repeat(100));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_name_is_refused(String typed) {
        assertThatThrownBy(() -> DeviceName.parse(typed))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_DEVICE_NAME));
    }

    static Stream<String> what_is_no_name_is_refused() {
        return Stream.of("", "   ", "\t", "a\nb", "a\u0000b", "a\u0085b", "x".repeat(101), "🔑".repeat(101));
    }
}
