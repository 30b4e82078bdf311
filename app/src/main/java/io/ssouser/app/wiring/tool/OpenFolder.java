package io.ssouser.app.wiring.tool;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.wiring.BasicsWiring;
import io.ssouser.app.wiring.KeyRingWiring;
import io.ssouser.app.wiring.KeysWiring;
import io.ssouser.app.wiring.LogWiring;
import io.ssouser.app.wiring.ReadModelsWiring;
import io.ssouser.app.wiring.StorageWiring;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The data folder, opened by a tool in place of the service: the log, the keys and the read models, and nothing that acts. */
public final class OpenFolder implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private OpenFolder(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @throws io.ssouser.eventstore.log.LogRefused when the service has it open, or when the log is not sound */
    public static OpenFolder open() {
        return new OpenFolder(new SpringApplicationBuilder(FolderTools.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("logging.level.root=WARN", "logging.level.org.springframework=OFF")
                .run());
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SsoProperties.class)
    @Import({
        BasicsWiring.class,
        StorageWiring.class,
        LogWiring.class,
        KeyRingWiring.class,
        KeysWiring.class,
        ReadModelsWiring.class,
        ToolMeters.class
    })
    static class FolderTools {}
}
