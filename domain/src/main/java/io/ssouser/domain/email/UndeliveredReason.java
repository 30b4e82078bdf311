package io.ssouser.domain.email;

/** Why a letter to a user is not tried any more. */
public enum UndeliveredReason {
    /** The mail server refused it for good. */
    REFUSED,
    /** Its link ended, or its news became old, before a mail server took it. */
    EXPIRED
}
