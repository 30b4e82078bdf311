package io.ssouser.domain.email;

/**
 * A user moves from one address to another: the claims have to follow in the same unit of work.
 *
 * @param from the claim that it leaves
 * @param to the claim that it takes
 */
public record EmailMove(EmailClaimId from, EmailClaimId to) {}
