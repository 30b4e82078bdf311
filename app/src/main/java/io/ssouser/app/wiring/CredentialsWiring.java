package io.ssouser.app.wiring;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.mfa.HashedBackupCodes;
import io.ssouser.application.mfa.JavaOtpTotp;
import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.Argon2PasswordHasher;
import io.ssouser.application.password.HashingPermits;
import io.ssouser.application.password.InMemoryRecentMistakes;
import io.ssouser.application.password.SharedRecentMistakes;
import io.ssouser.application.password.StoredLockedAttempts;
import io.ssouser.application.password.ZxcvbnPasswordGuesser;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.eventstore.log.EventLog;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Passwords and second factors. */
@Configuration(proxyBeanMethods = false)
@Import({Argon2PasswordHasher.class, HashedBackupCodes.class, JavaOtpTotp.class})
class CredentialsWiring {
    /** One hash a core: more at once would only make each slower. */
    @Bean
    HashingPermits hashingPermits() {
        return new HashingPermits(Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Argon2Cost argon2Cost() {
        return Argon2Cost.OWASP;
    }

    @Bean
    PasswordPolicy passwordPolicy(SsoProperties properties, HashingPermits permits) {
        int fewest = properties.passwordMinLength();
        try {
            return new PasswordPolicy(fewest, new ZxcvbnPasswordGuesser(permits));
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting(
                    "SSO_PASSWORD_MIN_LENGTH", Integer.toString(fewest), "a number " + e.getMessage());
        }
    }

    @Bean
    RecentMistakes recentMistakes(Storage storage, ServiceSecrets secrets, SecureRandom random, Clock clock) {
        return storage.isShared()
                ? new SharedRecentMistakes(storage.state(), secrets, random, clock)
                : new InMemoryRecentMistakes(random, clock);
    }

    /** The store names the log as what it opens first, so that of two processes on one folder the second changes nothing. */
    @Bean
    StoredLockedAttempts lockedAttempts(EventLog log, Storage storage) {
        return new StoredLockedAttempts(storage.state());
    }

    @Bean
    StepUpPolicy stepUpPolicy(SsoProperties properties) {
        String after = properties.stepUpAfter();
        try {
            return new StepUpPolicy(after.equalsIgnoreCase("off") ? null : DurationStyle.detectAndParse(after));
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting("SSO_STEP_UP_AFTER", after, "a time such as 12h or 5m, nor off");
        }
    }
}
