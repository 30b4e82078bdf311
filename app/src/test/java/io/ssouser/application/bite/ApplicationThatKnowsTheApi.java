package io.ssouser.application.bite;

import io.ssouser.app.Main;

/** Breaks the rule that the application knows neither projections nor api. */
public interface ApplicationThatKnowsTheApi {
    Main main();
}
