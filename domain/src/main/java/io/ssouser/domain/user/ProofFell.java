package io.ssouser.domain.user;

import io.ssouser.domain.UserId;

/**
 * An event after which nothing counts that the user had proved before: whatever was begun on it and is not finished is void, as
 * the table in {@code docs/threat-model.md} says. Each member of the user ends what it keeps itself, by an event of its own where
 * readers have to learn of it.
 */
public interface ProofFell {
    UserId userId();
}
