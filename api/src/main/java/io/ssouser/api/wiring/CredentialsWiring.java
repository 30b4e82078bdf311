package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.keys.ServiceSecrets;
import io.ssouser.application.mfa.HashedBackupCodes;
import io.ssouser.application.mfa.JavaOtpTotp;
import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.Argon2PasswordHasher;
import io.ssouser.application.password.HashingPermits;
import io.ssouser.application.password.ZxcvbnPasswordGuesser;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecentMistakes;
import io.ssouser.domain.session.StepUpPolicy;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Passwords and second factors. */
@Configuration(proxyBeanMethods = false)
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
    PasswordHasher passwordHasher(Argon2Cost cost, HashingPermits permits, SecureRandom random) {
        return new Argon2PasswordHasher(cost, permits, random);
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
        return storage.recentMistakes(secrets, random, clock);
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

    @Bean
    BackupCodes backupCodes(Argon2Cost cost, HashingPermits permits, SecureRandom random) {
        return new HashedBackupCodes(cost, permits, random);
    }

    @Bean
    Totp totp(SecureRandom random) {
        return new JavaOtpTotp(random);
    }
}
