package io.ssouser.eventstore.log.bite;

import org.axonframework.eventhandling.EventMessage;

/** Breaks the rule that the log knows no Axon. */
public record LogThatKnowsAxon(EventMessage<?> message) {}
