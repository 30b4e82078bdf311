package io.ssouser.app.wiring.tool;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.Storage;
import io.ssouser.app.storage.StoreAddress;
import io.ssouser.app.wiring.BasicsWiring;
import io.ssouser.app.wiring.StorageWiring;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoreRefused;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** A store at its address, opened by a tool: the log and the wrapped keys as they are stored, and nothing that could unwrap them. */
public final class OpenStore implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private OpenStore(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Opens the store, or makes it where there is none. */
    public static OpenStore at(StoreAddress address) {
        return new OpenStore(new SpringApplicationBuilder(StoreTools.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("logging.level.root=ERROR", "logging.level.org.springframework=OFF")
                .run(address.settings().toArray(String[]::new)));
    }

    /** @throws StoreRefused when no service has used it */
    public static OpenStore existing(StoreAddress address) {
        OpenStore store = at(address);
        if (!store.storage().hasKeys()) {
            store.close();
            throw new StoreRefused("There is no store of a service at " + address);
        }
        return store;
    }

    /** @throws io.ssouser.eventstore.log.LogRefused when it is a file that a service has open, or when it is not sound */
    public EventLog log() {
        return storage().log();
    }

    public KeyStore keys() {
        return storage().keys();
    }

    private Storage storage() {
        return context.getBean(Storage.class);
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SsoProperties.class)
    @Import({BasicsWiring.class, StorageWiring.class})
    static class StoreTools {}
}
