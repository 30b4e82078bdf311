package io.ssouser.domain.user;

import io.ssouser.domain.TextValue;

/** What no longer opens an account, for people: one line each. */
public record EndedWaysIn(String value) implements TextValue {}
