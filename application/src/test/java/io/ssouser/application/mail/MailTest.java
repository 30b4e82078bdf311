package io.ssouser.application.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssouser.domain.email.EmailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTest {
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@example.org", "a\nb", "a\rb", "a\u0000b", "a\u0085b"})
    void a_header_of_more_than_one_line_is_no_header(String line) {
        EmailAddress ada = new EmailAddress("ada@example.org");
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail(ada, line, "text"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mail(new EmailAddress(line), "Hello", "text"));
    }

    @Test
    void a_letter_does_not_print_its_address_and_links() {
        assertThat(new Mail(new EmailAddress("ada@example.org"), "Hello", "token=secret"))
                .asString()
                .doesNotContain("ada@", "secret");
    }
}
