package io.ssouser.domain.session;

import io.ssouser.domain.TextValue;
import io.ssouser.domain.identity.ProviderName;

/**
 * A way in which a session can prove again who uses it, as clients read it: {@code password}, {@code totp}, {@code backup_code} or
 * {@code provider:<name>}.
 */
public record StepUpMethod(String value) implements TextValue {
    public static final StepUpMethod PASSWORD = new StepUpMethod("password");
    public static final StepUpMethod TOTP = new StepUpMethod("totp");
    public static final StepUpMethod BACKUP_CODE = new StepUpMethod("backup_code");

    /** The prefix of a provider's name. */
    public static final String PROVIDER = "provider:";

    public static StepUpMethod by(ProviderName provider) {
        return new StepUpMethod(PROVIDER + provider);
    }
}
