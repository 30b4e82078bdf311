package io.ssouser.application.password;

import io.ssouser.domain.password.RecentMistakes;
import java.security.SecureRandom;

class InMemoryRecentMistakesTest extends RecentMistakesContract {
    private final RecentMistakes mistakes = new InMemoryRecentMistakes(new SecureRandom(), clock);

    @Override
    protected RecentMistakes mistakes() {
        return mistakes;
    }
}
