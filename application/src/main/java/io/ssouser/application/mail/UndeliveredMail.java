package io.ssouser.application.mail;

import io.ssouser.domain.UserId;
import io.ssouser.domain.email.LetterSubject;
import io.ssouser.domain.email.UndeliveredReason;

/** Where it is written down that a letter never reached its mailbox. */
public interface UndeliveredMail {
    /** May be called more than once for one letter. */
    void note(UserId user, LetterSubject subject, UndeliveredReason reason);
}
