package io.ssouser.application.mail;

import io.ssouser.domain.user.UserId;

/** Where it is written down that a letter never reached its mailbox. */
public interface UndeliveredMail {
    /** Why no more tries are made. */
    enum Reason {
        /** The mail server refused the letter for good. */
        REFUSED,
        /** It was of no use any more. */
        EXPIRED
    }

    /** May be called more than once for one letter. */
    void note(UserId user, String subject, Reason reason);
}
