package io.ssouser.app.wiring.tool;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.app.storage.Storage;
import io.ssouser.app.wiring.BasicsWiring;
import io.ssouser.app.wiring.KeyRingWiring;
import io.ssouser.app.wiring.StorageWiring;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.application.vault.keys.KeyStore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The keys, opened by a tool beside the service, which may run: the log stays closed, and with it its lock. */
public final class OpenKeys implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private OpenKeys(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static OpenKeys open() {
        return new OpenKeys(new SpringApplicationBuilder(KeyTools.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("logging.level.root=ERROR", "logging.level.org.springframework=OFF")
                .run());
    }

    public SigningKeys signingKeys() {
        return context.getBean(SigningKeys.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SsoProperties.class)
    @Import({BasicsWiring.class, StorageWiring.class, KeyRingWiring.class})
    static class KeyTools {
        @Bean
        KeyStore keyStore(Storage storage, SsoProperties properties) {
            if (!storage.hasKeys()) {
                throw properties.store() == SsoProperties.Store.MONGODB
                        ? new UnusableSetting(
                                (properties.keysMongodbUri() == null ? "SSO_MONGODB_URI" : "SSO_KEYS_MONGODB_URI")
                                        + " names a database that no service has used")
                        : new UnusableSetting(
                                "SSO_DATA_DIR", properties.dataDir().toString(), "a folder that the service has used");
            }
            return storage.keys();
        }
    }
}
