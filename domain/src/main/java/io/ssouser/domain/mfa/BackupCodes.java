package io.ssouser.domain.mfa;

import java.util.List;
import java.util.OptionalInt;

/**
 * Makes and recognises backup codes: ten codes of eight characters (41 bits each), hashed like passwords because they are short of
 * the 112 bits from which NIST SP 800-63B-4 lets a plain hash do.
 */
public interface BackupCodes {
    /** Ten new codes, as they are shown once, and what is kept of them. */
    record Minted(List<String> shown, BackupCodeHashes kept) {
        @Override
        public String toString() {
            return "Minted[hidden]";
        }
    }

    /** Takes a hashing permit and may be refused, as {@link io.ssouser.domain.password.PasswordHasher} says. */
    Minted mint();

    /** Which of the kept codes this is, from 0; empty when none. One hash, however many codes are kept. */
    OptionalInt find(SecondFactorCode code, BackupCodeHashes kept);
}
