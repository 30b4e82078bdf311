package io.ssouser.domain.bite.west;

import io.ssouser.domain.bite.east.East;

/** Breaks, with {@link East}, the rule that no two packages need each other. */
public interface West {
    East east();
}
