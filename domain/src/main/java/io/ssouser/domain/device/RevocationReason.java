package io.ssouser.domain.device;

/** Why a device was revoked. */
public enum RevocationReason {
    /** Its owner revoked it. */
    BY_OWNER,
    /** Its owner revoked all devices but the present one. */
    ALL_OTHERS,
    /** The account had as many devices as it may, and this was the one unused for longest. */
    TOO_MANY_DEVICES,
    /** Somebody who reads the account's mail ended what else opened the account. */
    ACCESS_CLEARED
}
