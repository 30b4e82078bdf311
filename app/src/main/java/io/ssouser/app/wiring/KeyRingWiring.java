package io.ssouser.app.wiring;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.vault.keys.KeyRing;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.MasterKey;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.application.vault.keys.WrappedSecrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The keys, unlocked: what the service and the tools for its keys have in common. */
@Configuration(proxyBeanMethods = false)
@Import(KeyRing.class)
public class KeyRingWiring {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRingWiring.class);

    @Bean
    MasterKey masterKey(KeyStore keys, SsoProperties properties, SecureRandom random) {
        if (properties.store() == SsoProperties.Store.MONGODB && properties.masterKey() == null) {
            throw new UnusableSetting(
                    "SSO_STORE=mongodb needs SSO_MASTER_KEY, base64 of 32 bytes, the same on every node."
                            + " Make one with: head -c 32 /dev/urandom | base64");
        }
        Path file = properties.dataDir().resolve("master.key");
        if (properties.masterKey() == null && !Files.exists(file)) {
            KeyRing.requireEmpty(keys);
        }
        MasterKey key = MasterKey.obtain(properties.masterKey(), file, random);
        if (key.origin() != MasterKey.Origin.CONFIGURED) {
            LOG.warn(
                    "The master key lies beside the data, in {}: whoever copies the folder has both. "
                            + "For production move its content into SSO_MASTER_KEY and delete the file.",
                    file);
        }
        return key;
    }

    @Bean
    SigningKeys signingKeys(ServiceSecrets secrets, SecureRandom random, SsoProperties properties) {
        return SigningKeys.keptIn(secrets, random, properties.tokenAlgorithm());
    }

    @Bean
    ServiceSecrets serviceSecrets(KeyRing ring) {
        return new WrappedSecrets(ring);
    }
}
