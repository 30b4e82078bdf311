package io.ssouser.application.erasure;

import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.user.UserEvent.UserErased;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/**
 * Destroys the key of an erased user, with which every personal value in the log, in snapshots and in their copies reads as null. Its
 * group keeps its token beside the keys: whoever restores an older copy of them brings back the token too, and the erasures that came
 * later are done again.
 */
@ProcessingGroup("erasures")
public final class WhenUserErasedThenDestroyKey {
    private final DataKeys keys;
    private final MailJobs mails;

    public WhenUserErasedThenDestroyKey(DataKeys keys, MailJobs mails) {
        this.keys = keys;
        this.mails = mails;
    }

    @EventHandler
    public void on(UserErased event) {
        keys.destroy(event.userId().value());
        mails.forget(event.userId());
    }
}
