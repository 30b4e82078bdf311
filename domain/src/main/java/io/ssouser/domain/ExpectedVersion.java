package io.ssouser.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which version of a user the sender of a command has seen. The version is the sequence of the user's last event, from 0.
 *
 * @param oneOf the accepted versions; null for any, empty for none
 */
public record ExpectedVersion(@Nullable Set<Long> oneOf) {
    public static final ExpectedVersion ANY = new ExpectedVersion(null);

    /** @throws Refused {@link Refusal#VERSION_CHANGED} when the user's version is another */
    public void require(long version) {
        if (oneOf != null && !oneOf.contains(version)) {
            throw new Refused(Refusal.VERSION_CHANGED);
        }
    }
}
