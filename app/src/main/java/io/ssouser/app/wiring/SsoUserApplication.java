package io.ssouser.app.wiring;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The whole service. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    BasicsWiring.class,
    StorageWiring.class,
    LogWiring.class,
    KeyRingWiring.class,
    KeysWiring.class,
    CredentialsWiring.class,
    MailWiring.class,
    AxonWiring.class,
    RegistrationWiring.class,
    RecoveryWiring.class,
    SessionsWiring.class,
    IdentitiesWiring.class,
    ReadModelsWiring.class,
    ReactionsWiring.class,
    MetricsWiring.class,
    HttpWiring.class,
    ControllersWiring.class
})
public class SsoUserApplication {
    /** For the build, which prepares the start of exactly this application. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(SsoUserApplication.class)
                .logStartupInfo(false)
                .run(args);
    }
}
