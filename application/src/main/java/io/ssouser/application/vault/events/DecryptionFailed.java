package io.ssouser.application.vault.events;

import io.ssouser.eventstore.axon.EventEncryption;

/** Something encrypted was altered, moved from another event, or stands in the clear where only encrypted content may: never read as erased. */
public final class DecryptionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DecryptionFailed(EventEncryption.Subject event, String member) {
        super("The seal on " + member + " of " + event.type() + " " + event.eventId() + " is broken");
    }
}
