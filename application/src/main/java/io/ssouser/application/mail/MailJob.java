package io.ssouser.application.mail;

import io.ssouser.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A letter that waits to be sent, or a request that waits to be answered by one.
 *
 * @param kind {@link #LETTER}, or the name of the {@link MailRequest}
 * @param user whom it is about; null for a request, which may be about no user
 * @param box what it says, encrypted
 * @param storedAt when it was handed in
 * @param until when it is of no use any more
 * @param attempts how many tries have failed
 */
public record MailJob(
        String id, String kind, @Nullable UserId user, byte[] box, Instant storedAt, Instant until, int attempts) {
    static final String LETTER = "letter";

    boolean isLetter() {
        return kind.equals(LETTER);
    }

    @Override
    public String toString() {
        return "MailJob[" + id + ", " + kind + "]";
    }
}
