package io.ssouser.domain.device;

/** Why a device was revoked. */
public enum RevocationReason {
    /** The user revoked it. */
    BY_OWNER,
    /** The user revoked all devices but the present one. */
    ALL_OTHERS,
    /** The user had as many devices as allowed, and this one was unused for longest. */
    TOO_MANY_DEVICES,
    /** Somebody who reads the user's mail ended every other way in. */
    ACCESS_CLEARED
}
