package io.ssouser.domain.mfa;

import io.ssouser.domain.Secret;
import io.ssouser.domain.TextValue;

/** What is kept of a set of backup codes: one text, in a form that only {@link BackupCodes} reads. Not printable. */
@Secret
public record BackupCodeHashes(String value) implements TextValue {
    @Override
    public String toString() {
        return "BackupCodeHashes[hidden]";
    }
}
