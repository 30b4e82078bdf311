package io.ssouser.domain.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondFactorCodeTest {
    @ParameterizedTest
    @CsvSource({
        "123456, true, false",
        "123 456, true, false",
        "AB12-CD34, false, true",
        "ab12cd34, false, true",
        "12345678, false, true",
        "12345, false, false",
        "1234567, false, false",
        "123456789, false, false",
        "AB12_CD34, false, false",
        "'', false, false",
        "１２３４５６, true, false",
        "\u0661\u0662\u0663 \u0664\u0665\u0666, true, false",
        "'\u00a0123\u2003456\t', true, false",
        "'123\n456\r\n', true, false",
        "123\u2013456, true, false",
        "\u200b123\u2212456\ufeff, true, false",
        "AB12\u2014CD34, false, true",
        "ab12\u2011cd34, false, true",
        "ＡＢ12－ＣＤ34, false, true",
        "123.456, false, false",
        "1234½6, false, false"
    })
    void what_was_typed_is_a_totp_or_a_backup_code_or_neither(String typed, boolean totp, boolean backupCode) {
        SecondFactorCode code = SecondFactorCode.of(typed);

        assertThat(code.isTotp()).isEqualTo(totp);
        assertThat(code.isBackupCode()).isEqualTo(backupCode);
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
