package io.ssouser.domain.bite;

import tools.jackson.databind.JsonNode;

/** Breaks the rule that the domain knows no framework but Axon. */
public record DomainThatKnowsJackson(JsonNode node) {}
