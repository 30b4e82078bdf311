package io.ssouser.domain.password;

/** What a lock keeps from being judged. */
public enum LockKind {
    /** The passwords of sign-ins, from one device of the user or from strangers. */
    SIGN_IN,
    /** The current password within a session. */
    CURRENT_PASSWORD,
    /** The second factor, in a sign-in and in a session. */
    SECOND_FACTOR
}
