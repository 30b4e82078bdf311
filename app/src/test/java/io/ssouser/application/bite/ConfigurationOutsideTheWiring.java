package io.ssouser.application.bite;

import org.springframework.context.annotation.Configuration;

/** Breaks the rule that configuration stands in the wiring alone. */
@Configuration
public class ConfigurationOutsideTheWiring {}
