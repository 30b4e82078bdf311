package io.ssouser.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which version of an account the sender of a command has seen. The version is the sequence of the account's last event, from 0.
 *
 * @param oneOf the versions that will do; null when any will, empty when none will
 */
public record ExpectedVersion(@Nullable Set<Long> oneOf) {
    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    /** @throws Refused {@link Refusal#VERSION_CHANGED} when the account's version is another */
    public void require(long version) {
        if (oneOf != null && !oneOf.contains(version)) {
            throw new Refused(Refusal.VERSION_CHANGED);
        }
    }
}
