package io.ssouser.api.error;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.password.PasswordPolicy;

/** What HTTP makes of each reason for which the domain says no. Exhaustive: a new reason does not compile without its answer. */
final class RefusalProblems {
    private final PasswordPolicy passwords;

    RefusalProblems(PasswordPolicy passwords) {
        this.passwords = passwords;
    }

    Problem of(Refusal refusal) {
        return switch (refusal) {
            case USER_NOT_FOUND -> Problem.notFound("User not found");
            case INVALID_EMAIL -> Problem.badRequest("Invalid email format");
            case EMAIL_TAKEN -> new Problem(400, "DUPLICATE_CONSTRAINT", "Email is already taken");
            case EMAIL_NOT_CONFIRMED -> Problem.unauthorized("Please verify your email address before logging in");
            case CONFIRMATION_UNKNOWN ->
                Problem.badRequest("Invalid verification token").shown(LinkPages.UNKNOWN);
            case CONFIRMATION_USED ->
                Problem.badRequest("Verification token has already been used").shown(LinkPages.USED);
            case CONFIRMATION_EXPIRED ->
                Problem.badRequest("Verification token has expired").shown(LinkPages.EXPIRED);
            case CONFIRMATION_NEEDS_PASSWORD ->
                new Problem(
                        409, "BAD_REQUEST", "Please choose your password on the page that the link opens in a browser");
            case EMAIL_CHANGED_TOO_OFTEN ->
                Problem.tooManyRequests("The email was changed too often. Please try again later.");
            case VERSION_CHANGED ->
                new Problem(412, "PRECONDITION_FAILED", "The account has changed since it was read");
            case PASSWORD_TOO_SHORT ->
                Problem.badRequest("Password must be at least " + passwords.fewestBytes() + " characters long");
            case PASSWORD_TOO_LONG -> Problem.badRequest("Password must not exceed 1024 UTF-8 bytes");
            case PASSWORD_GUESSABLE ->
                new Problem(
                        400,
                        "WEAK_PASSWORD",
                        "Password is too easy to guess. Use several unrelated words, and nothing from your email address");
            case PASSWORD_ALREADY_SET ->
                Problem.badRequest("Password is already set. Use the change password endpoint instead.");
            case RESET_LINK_UNKNOWN -> Problem.badRequest("Invalid reset token").shown(LinkPages.UNKNOWN);
            case RESET_LINK_USED ->
                Problem.badRequest("Reset token has already been used").shown(LinkPages.USED);
            case RESET_LINK_EXPIRED ->
                Problem.badRequest("Reset token has expired").shown(LinkPages.EXPIRED);
            case WRONG_CREDENTIALS -> Problem.unauthorized("Invalid email or password");
            case WRONG_CURRENT_PASSWORD -> Problem.unauthorized("Current password is incorrect");
            case NO_PASSWORD ->
                Problem.badRequest("Cannot change password for OAuth-only accounts. Please set a password first.");
            case TOO_MANY_FAILURES -> Problem.tooManyRequests("Too many failed attempts. Please try again later.");
            case HASHING_BUSY ->
                Problem.tooManyRequests("Password processing is busy. Please try again shortly.")
                        .retryAfter(1);
            case SIGN_IN_NOT_PENDING -> Problem.badRequest("Invalid pre-authentication token");
            case WRONG_SECOND_FACTOR -> Problem.unauthorized("Invalid MFA code");
            case STEP_UP_REQUIRED -> new Problem(403, "STEP_UP_REQUIRED", "Please sign in again to do this.");
            case SECOND_FACTOR_NEEDED -> Problem.badRequest("MFA is enabled. Please send a code");
            case MFA_NOT_SET_UP -> Problem.badRequest("MFA not set up. Please call /api/user/mfa/setup first");
            case MFA_ALREADY_ENABLED -> Problem.badRequest("MFA is already enabled");
            case MFA_NOT_ENABLED -> Problem.badRequest("MFA is not enabled");
            case MFA_SETUP_EXPIRED -> Problem.badRequest("MFA setup expired, please retry");
            case WRONG_SETUP_CODE -> Problem.badRequest("Invalid TOTP code");
            case DEVICE_NOT_FOUND -> Problem.notFound("Device not found");
            case INVALID_DEVICE_NAME ->
                Problem.badRequest(
                        "Device name must be 1 to 100 visible characters that do not turn the direction of text");
            case INVALID_REFRESH_TOKEN -> Problem.unauthorized("Invalid refresh token");
            case ERASURE_NOT_DUE -> new Problem(409, "BAD_REQUEST", "The account is not due to be erased");
            case REFRESH_TOKEN_EXPIRED -> Problem.unauthorized("Refresh token expired");
            case PERIOD_IS_OVER -> Problem.badRequest("current_period_end must lie in the future");
            case NOTHING_TO_CANCEL -> Problem.badRequest("There is no running subscription to cancel");
            case TRIP_UNKNOWN -> Problem.badRequest("Invalid or expired state parameter");
            case PROVIDER_EMAIL_NOT_VERIFIED ->
                Problem.badRequest("The provider has not verified the email address of this account");
            case SIGN_IN_AND_LINK ->
                Problem.badRequest(
                        "An account with this email exists. Please sign in to it and link the provider there.");
            case SIGN_IN_CODE_INVALID -> Problem.badRequest("Invalid or expired code");
            case UNKNOWN_PROVIDER -> Problem.badRequest("Invalid provider");
            case IDENTITY_NOT_LINKED -> Problem.notFound("Identity not found");
            case PROVIDER_ALREADY_LINKED ->
                Problem.badRequest("Another account of this provider is linked already. Unlink it first.");
            case IDENTITY_OF_ANOTHER ->
                new Problem(
                        400, "PROVIDER_ACCOUNT_CONFLICT", "This provider account is already linked to another user");
            case LAST_WAY_TO_SIGN_IN ->
                Problem.badRequest("Cannot unlink last identity. At least one identity must remain.");
        };
    }
}
