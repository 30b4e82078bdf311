package io.ssouser.domain.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "123456, TOTP",
        "123 456, TOTP",
        "AB12-CD34, BACKUP_CODE",
        "ab12cd34, BACKUP_CODE",
        "12345678, BACKUP_CODE",
        "12345, NEITHER",
        "1234567, NEITHER",
        "123456789, NEITHER",
        "AB12_CD34, NEITHER",
        "'', NEITHER",
        "１２３４５６, TOTP",
        "\u0661\u0662\u0663 \u0664\u0665\u0666, TOTP",
        "'\u00a0123\u2003456\t', TOTP",
        "'123\n456\r\n', TOTP",
        "123\u2013456, TOTP",
        "\u200b123\u2212456\ufeff, TOTP",
        "AB12\u2014CD34, BACKUP_CODE",
        "ab12\u2011cd34, BACKUP_CODE",
        "ＡＢ12－ＣＤ34, BACKUP_CODE",
        "123.456, NEITHER",
        "1234½6, NEITHER"
    })
    void what_was_typed_is_a_totp_or_a_backup_code_or_neither(String typed, SecondFactorKind kind) {
        assertThat(SecondFactorCode.of(typed).kind()).isEqualTo(kind);
    }

    @Test
    void an_absurd_text_is_dropped_at_once() {
        assertThat(SecondFactorCode.of("123456" + " ".repeat(58)).value()).isEqualTo("123456");
        assertThat(SecondFactorCode.of("123456" + " ".repeat(59)).value()).isEmpty();
        assertThat(SecondFactorCode.of("1".repeat(1_000_000)).value()).isEmpty();
    }

    @Test
    void a_code_is_never_printed() {
        assertThat(SecondFactorCode.of("123456")).hasToString("SecondFactorCode[hidden]");
    }
}
