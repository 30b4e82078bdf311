package io.ssouser.domain.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.mfa.BackupCodes.Minted;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What all {@link BackupCodes} keep. */
public abstract class BackupCodesContract {
    protected abstract BackupCodes codes();

    @Test
    void ten_different_codes_are_minted_in_the_form_of_the_contract() {
        assertThat(codes().mint().shown())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("[A-Z0-9]{4}-[A-Z0-9]{4}"));
    }

    @Test
    void each_code_is_found_at_its_place() {
        Minted sheet = codes().mint();

        for (int place = 0; place < 10; place++) {
            assertThat(codes().find(SecondFactorCode.of(sheet.shown().get(place)), sheet.kept()))
                    .hasValue(place);
        }
    }

    @Test
    void a_code_is_found_in_lower_case_and_without_its_dash() {
        Minted sheet = codes().mint();
        String typed = sheet.shown().get(3).replace("-", "").toLowerCase(Locale.ROOT);

        assertThat(codes().find(SecondFactorCode.of(typed), sheet.kept())).hasValue(3);
    }

    @Test
    void a_code_of_another_sheet_is_not_found() {
        Minted sheet = codes().mint();
        Minted other = codes().mint();

        assertThat(codes().find(SecondFactorCode.of(other.shown().get(0)), sheet.kept()))
                .isEmpty();
    }

    @Test
    void what_is_no_code_is_not_found() {
        Minted sheet = codes().mint();

        assertThat(codes().find(SecondFactorCode.of(""), sheet.kept())).isEmpty();
        assertThat(codes().find(SecondFactorCode.of("123456"), sheet.kept())).isEmpty();
    }
}
