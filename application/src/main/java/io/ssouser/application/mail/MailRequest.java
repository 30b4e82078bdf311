package io.ssouser.application.mail;

import io.ssouser.domain.email.EmailAddress;
import java.time.Duration;
import java.util.Map;

/**
 * What somebody asks for who types an address and is answered by mail, if at all. It is stored before anybody looks whose address it is,
 * so that neither the answer nor its time tells.
 */
public interface MailRequest {
    /** Stands in the store; two requests have two names. */
    String name();

    /** How long an answer is of use. */
    Duration life();

    /**
     * What was asked.
     *
     * @param provenance of the request that asked, under the keys of {@code Provenance}; for the events that follow from it
     */
    record Asked(EmailAddress address, Map<String, String> provenance) {
        @Override
        public String toString() {
            return "Asked[hidden]";
        }
    }

    /** Puts the letter that answers into the queue, or does nothing. May be called again when it was cut off, or threw. */
    void answer(Asked asked);
}
