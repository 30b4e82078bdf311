package io.ssouser.domain.bite.east;

import io.ssouser.domain.bite.west.West;

/** Breaks, with {@link West}, the rule that no two packages need each other. */
public interface East {
    West west();
}
