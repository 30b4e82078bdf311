package io.ssouser.projections.bite;

import org.springframework.stereotype.Component;

/** Breaks the rule that only the api is made by Spring. */
@Component
public record ProjectionThatSpringMakes() {}
