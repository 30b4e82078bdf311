package io.ssouser.application.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.mfa.TotpSecret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private static final TotpSecret SECRET = new TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    private static final EnrolmentUri URI =
            EnrolmentUri.of("SSO Platform", new EmailAddress("ada+sso%1@example.org"), SECRET);

    @Test
    void the_uri_is_the_one_of_the_wire_contract_to_the_character() {
        assertThat(URI.value())
                .isEqualTo("otpauth://totp/SSO%20Platform:ada%2Bsso%251%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=SSO%20Platform");
        assertThat(URI).asString().doesNotContain(SECRET.value());
    }

    @Test
    void a_reader_reads_the_very_text_from_the_drawn_path() throws Exception {
        BitMatrix drawn = modulesOf(QrCode.of(URI.value()).svg());
        assertThat(new Decoder().decode(drawn).getText()).isEqualTo(URI.value());
    }

    @Test
    void the_picture_is_at_least_200_pixels_wide_with_whole_pixels_a_module() {
        for (String text : new String[] {"short", URI.value(), "x".repeat(1000)}) {
            int[] pixelsAndModules = sizes(QrCode.of(text).svg());
            assertThat(pixelsAndModules[0]).isGreaterThanOrEqualTo(200);
            assertThat(pixelsAndModules[0] % pixelsAndModules[1]).isZero();
        }
    }

    @Test
    void a_text_too_long_is_refused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(3_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] sizes(String svg) {
        Matcher head = Pattern.compile("width=\"(\\d+)\" height=\"\\1\" viewBox=\"0 0 (\\d+) \\2\"")
                .matcher(svg);
        assertThat(head.find()).isTrue();
        return new int[] {Integer.parseInt(head.group(1)), Integer.parseInt(head.group(2))};
    }

    /** Draws the path as a browser would, and cuts the margin of four modules off. */
    private static BitMatrix modulesOf(String svg) {
        BitMatrix modules = new BitMatrix(sizes(svg)[1] - 8);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
        while (run.find()) {
            int x = Integer.parseInt(run.group(1)) - 4;
            modules.setRegion(x, Integer.parseInt(run.group(2)) - 4, Integer.parseInt(run.group(3)), 1);
        }
        return modules;
    }
}
