package io.ssouser.domain;

/** Every reason for which the domain refuses a command. One exhaustive switch of the api gives each its HTTP status. */
public enum Refusal {
    /** No such user, or erased. Sign in again. */
    USER_NOT_FOUND,
    /** The address is not one. Send another. */
    INVALID_EMAIL,
    /** Another user holds the address. Callers must answer as if it were free. */
    EMAIL_TAKEN,
    /** The address is not confirmed yet. Follow the link in the mail, or ask for a new one. */
    EMAIL_NOT_CONFIRMED,
    /** The link was never issued. Ask for a new one. */
    CONFIRMATION_UNKNOWN,
    /** The link was used before. Nothing needs to be done. */
    CONFIRMATION_USED,
    /** The link is older than its life. Ask for a new one. */
    CONFIRMATION_EXPIRED,
    /** No password that was registered counts here. Open the link in a browser and choose one there. */
    CONFIRMATION_NEEDS_PASSWORD,
    /** The address was changed too often. Wait until a week has passed since one of the changes. */
    EMAIL_CHANGED_TOO_OFTEN,
    /** The user has changed since the sender read it. Read it again. */
    VERSION_CHANGED,
    /** Fewer bytes than the minimum. Choose a longer one. */
    PASSWORD_TOO_SHORT,
    /** More than 1,024 bytes. Choose a shorter one. */
    PASSWORD_TOO_LONG,
    /** Common, or made of the person's address or the product's name. Choose one that nobody else would think of. */
    PASSWORD_GUESSABLE,
    /** Unknown user, wrong password, no password, or locked: deliberately one reason. Try again later, or reset. */
    WRONG_CREDENTIALS,
    /** The current password is wrong. */
    WRONG_CURRENT_PASSWORD,
    /** The user has a password already. Change it instead. */
    PASSWORD_ALREADY_SET,
    /** The link was never issued, or the password was changed after it was. Ask for a new one. */
    RESET_LINK_UNKNOWN,
    /** The link was used before. Sign in, or ask for a new one. */
    RESET_LINK_USED,
    /** The link is older than its life. Ask for a new one. */
    RESET_LINK_EXPIRED,
    /** The user has no password to change. Set one first. */
    NO_PASSWORD,
    /** Too many wrong guesses from here. Wait until the lock ends. */
    TOO_MANY_FAILURES,
    /** Every hashing permit is taken. Nothing was judged; repeat in a second. */
    HASHING_BUSY,
    /** This sign-in was finished, voided or never begun. Sign in again. */
    SIGN_IN_NOT_PENDING,
    /** Wrong, used or locked second factor: deliberately one reason. */
    WRONG_SECOND_FACTOR,
    /** The session's last proof of who uses it is not fresh. Step up, or sign in again, and repeat. */
    STEP_UP_REQUIRED,
    /** A password alone does not prove enough while MFA is on. Send a code. */
    SECOND_FACTOR_NEEDED,
    /** No setup is pending. Begin one. */
    MFA_NOT_SET_UP,
    /** MFA is on already. Disable it first. */
    MFA_ALREADY_ENABLED,
    /** MFA is off. Enable it first. */
    MFA_NOT_ENABLED,
    /** The pending secret is older than its life. Begin again. */
    MFA_SETUP_EXPIRED,
    /** The code does not prove the pending secret. Check the clock of the device and try the next code. */
    WRONG_SETUP_CODE,
    /** The user has no such device, whoever else may. */
    DEVICE_NOT_FOUND,
    /** The name is blank or longer than 100 characters, or holds a character that is invisible or changes the direction of text. Choose another. */
    INVALID_DEVICE_NAME,
    /** The refresh token is not one of a live session. Sign in again. */
    INVALID_REFRESH_TOKEN,
    /** The refresh token is older than its life. Sign in again. */
    REFRESH_TOKEN_EXPIRED,
    /** The end of a subscription's period lies in the past. Name a later one. */
    PERIOD_IS_OVER,
    /** The subscription does not run, so it cannot be canceled. Nothing needs to be done. */
    NOTHING_TO_CANCEL,
    /** The state of an authorization request was never issued, is used or too old, or belongs to another browser. Begin again. */
    TRIP_UNKNOWN,
    /** Nobody has the identity, and its provider has not verified its address. Register with a password, and link it. */
    PROVIDER_EMAIL_NOT_VERIFIED,
    /** Nobody has the identity, but a user holds its address. Sign in as that user, and link it. */
    SIGN_IN_AND_LINK,
    /** The code of a sign-in was never issued, is used or too old, or belongs to another user. Begin again. */
    SIGN_IN_CODE_INVALID,
    /** No provider has this name. */
    UNKNOWN_PROVIDER,
    /** The user has no identity of that provider. */
    IDENTITY_NOT_LINKED,
    /** The user has another identity of that provider. Unlink it first. */
    PROVIDER_ALREADY_LINKED,
    /** Another user holds the identity. Sign in as that user, and unlink it there. */
    IDENTITY_OF_ANOTHER,
    /** Without it the user could not sign in any more. Link another identity or set a password first. */
    LAST_WAY_TO_SIGN_IN,
    /** No erasure is requested, or the user may still cancel it. Wait. */
    ERASURE_NOT_DUE
}
