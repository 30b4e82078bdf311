package io.ssouser.application.bite;

import org.springframework.http.HttpStatus;

/** Breaks the rule that the application knows no web. */
public record ApplicationThatKnowsTheWeb(HttpStatus status) {}
