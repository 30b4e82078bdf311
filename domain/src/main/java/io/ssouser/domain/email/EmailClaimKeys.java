package io.ssouser.domain.email;

/** Turns an address into the id of its claim, with a secret key: always the same id for one address, and no way back. */
public interface EmailClaimKeys {
    EmailClaimId claimOn(EmailAddress address);
}
