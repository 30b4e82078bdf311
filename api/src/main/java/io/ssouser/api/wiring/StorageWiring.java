package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where everything is kept. Chosen at the start and not by conditions, because the build prepares the start for every choice. */
@Configuration(proxyBeanMethods = false)
class StorageWiring {
    @Bean
    Storage storage(SsoProperties properties, Supplier<UUID> ids) {
        return switch (properties.store()) {
            case SQLITE -> new SqliteStorage(properties.dataDir(), ids);
            case MONGODB -> MongoStorage.of(properties, ids.get().toString());
        };
    }
}
