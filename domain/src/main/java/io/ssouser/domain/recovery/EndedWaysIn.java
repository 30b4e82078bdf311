package io.ssouser.domain.recovery;

import io.ssouser.domain.TextValue;

/** The ways in that were ended, for people: one line each. */
public record EndedWaysIn(String value) implements TextValue {}
