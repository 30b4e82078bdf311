package io.ssouser.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.password.PasswordPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The messages are those of the wire contract, letter by letter: the published client shows them as they are. */
class RefusalProblemsTest {
    private static final RefusalProblems ANSWERS =
            new RefusalProblems(new PasswordPolicy(8, (password, hints) -> false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USER_NOT_FOUND|404|NOT_FOUND|User not found",
                "INVALID_EMAIL|400|BAD_REQUEST|Invalid email format",
                "EMAIL_TAKEN|400|DUPLICATE_CONSTRAINT|Email is already taken",
                "EMAIL_NOT_CONFIRMED|401|UNAUTHORIZED|Please verify your email address before logging in",
                "CONFIRMATION_UNKNOWN|400|BAD_REQUEST|Invalid verification token",
                "CONFIRMATION_NEEDS_PASSWORD|409|BAD_REQUEST|Please choose your password on the page that the link opens in a browser",
                "CONFIRMATION_USED|400|BAD_REQUEST|Verification token has already been used",
                "CONFIRMATION_EXPIRED|400|BAD_REQUEST|Verification token has expired",
                "VERSION_CHANGED|412|PRECONDITION_FAILED|The account has changed since it was read",
                "PASSWORD_TOO_SHORT|400|BAD_REQUEST|Password must be at least 8 characters long",
                "PASSWORD_TOO_LONG|400|BAD_REQUEST|Password must not exceed 1024 UTF-8 bytes",
                "PASSWORD_GUESSABLE|400|WEAK_PASSWORD|Password is too easy to guess. Use several unrelated words, and nothing from your email address",
                "PASSWORD_ALREADY_SET|400|BAD_REQUEST|Password is already set. Use the change password endpoint instead.",
                "RESET_LINK_UNKNOWN|400|BAD_REQUEST|Invalid reset token",
                "RESET_LINK_USED|400|BAD_REQUEST|Reset token has already been used",
                "RESET_LINK_EXPIRED|400|BAD_REQUEST|Reset token has expired",
                "WRONG_CREDENTIALS|401|UNAUTHORIZED|Invalid email or password",
                "WRONG_CURRENT_PASSWORD|401|UNAUTHORIZED|Current password is incorrect",
                "NO_PASSWORD|400|BAD_REQUEST|Cannot change password for OAuth-only accounts. Please set a password first.",
                "HASHING_BUSY|429|TOO_MANY_REQUESTS|Password processing is busy. Please try again shortly.",
                "SIGN_IN_NOT_PENDING|400|BAD_REQUEST|Invalid pre-authentication token",
                "WRONG_SECOND_FACTOR|401|UNAUTHORIZED|Invalid MFA code",
                "STEP_UP_REQUIRED|403|STEP_UP_REQUIRED|Please sign in again to do this.",
                "SECOND_FACTOR_NEEDED|400|BAD_REQUEST|MFA is enabled. Please send a code",
                "MFA_NOT_SET_UP|400|BAD_REQUEST|MFA not set up. Please call /api/user/mfa/setup first",
                "MFA_ALREADY_ENABLED|400|BAD_REQUEST|MFA is already enabled",
                "MFA_NOT_ENABLED|400|BAD_REQUEST|MFA is not enabled",
                "MFA_SETUP_EXPIRED|400|BAD_REQUEST|MFA setup expired, please retry",
                "WRONG_SETUP_CODE|400|BAD_REQUEST|Invalid TOTP code",
                "DEVICE_NOT_FOUND|404|NOT_FOUND|Device not found",
                "INVALID_DEVICE_NAME|400|BAD_REQUEST|Device name must be 1 to 100 visible characters that do not turn the direction of text",
                "INVALID_REFRESH_TOKEN|401|UNAUTHORIZED|Invalid refresh token",
                "REFRESH_TOKEN_EXPIRED|401|UNAUTHORIZED|Refresh token expired",
                "TRIP_UNKNOWN|400|BAD_REQUEST|Invalid or expired state parameter",
                "UNKNOWN_PROVIDER|400|BAD_REQUEST|Invalid provider",
                "LAST_WAY_TO_SIGN_IN|400|BAD_REQUEST|Cannot unlink last identity. At least one identity must remain."
            })
    void a_reason_of_the_contract_has_the_contracts_answer(Refusal reason, int status, String code, String message) {
        assertThat(ANSWERS.of(reason))
                .extracting(Problem::status, Problem::code, Problem::message)
                .containsExactly(status, code, message);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_reason_has_an_answer_that_says_no(Refusal reason) {
        assertThat(ANSWERS.of(reason).status()).isBetween(400, 429);
    }
}
