package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.mfa.HashedBackupCodes;
import io.ssouser.application.mfa.JavaOtpTotp;
import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.Argon2PasswordHasher;
import io.ssouser.application.password.HashingPlaces;
import io.ssouser.application.password.ZxcvbnPasswordGuesser;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.Totp;
import io.ssouser.domain.password.PasswordHasher;
import io.ssouser.domain.password.PasswordPolicy;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Passwords and second factors. */
@Configuration(proxyBeanMethods = false)
class CredentialsWiring {
    /** One hash a core: more at once would only make each slower. */
    @Bean
    HashingPlaces hashingPlaces() {
        return new HashingPlaces(Runtime.getRuntime().availableProcessors());
    }

    @Bean
    PasswordHasher passwordHasher(HashingPlaces places, SecureRandom random) {
        return new Argon2PasswordHasher(Argon2Cost.OWASP, places, random);
    }

    @Bean
    PasswordPolicy passwordPolicy(SsoProperties properties, HashingPlaces places) {
        int fewest = properties.passwordMinLength();
        try {
            return new PasswordPolicy(fewest, new ZxcvbnPasswordGuesser(places));
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting(
                    "SSO_PASSWORD_MIN_LENGTH", Integer.toString(fewest), "a number " + e.getMessage());
        }
    }

    @Bean
    BackupCodes backupCodes(HashingPlaces places, SecureRandom random) {
        return new HashedBackupCodes(Argon2Cost.OWASP, places, random);
    }

    @Bean
    Totp totp(SecureRandom random) {
        return new JavaOtpTotp(random);
    }
}
