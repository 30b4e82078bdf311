package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.application.session.SigningKeys;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The keys of the data folder, opened by a tool beside the service, which may run: the log stays closed, and with it its lock. */
public final class OpenKeys implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private OpenKeys(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static OpenKeys open() {
        return new OpenKeys(new SpringApplicationBuilder(Tools.class)
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
    @Import({BasicsWiring.class, KeyRingWiring.class})
    static class Tools {
        @Bean
        @Qualifier("keys")
        SqliteDatabase keys(SsoProperties properties) {
            Path file = properties.dataDir().resolve("keys.db");
            if (!Files.exists(file)) {
                throw new UnusableSetting(
                        "SSO_DATA_DIR", properties.dataDir().toString(), "a folder that the service has used");
            }
            return SqliteDatabase.open(file, Durability.EVERY_COMMIT);
        }
    }
}
