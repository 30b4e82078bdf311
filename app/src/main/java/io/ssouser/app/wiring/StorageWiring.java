package io.ssouser.app.wiring;

import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.storage.MongoStorage;
import io.ssouser.app.storage.SqliteStorage;
import io.ssouser.app.storage.Storage;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where everything is kept. Chosen at the start and not by conditions, because the build prepares the start for every choice. */
@Configuration(proxyBeanMethods = false)
public class StorageWiring {
    private static final Logger LOG = LoggerFactory.getLogger(StorageWiring.class);

    @Bean
    Storage storage(SsoProperties properties, Supplier<UUID> ids) {
        return switch (properties.store()) {
            case SQLITE -> new SqliteStorage(properties.dataDir(), ids);
            case MONGODB -> {
                if (properties.keysMongodbUri() == null) {
                    LOG.warn(
                            "The keys are in the log's database: a backup of the whole database keeps the keys of erased "
                                    + "people, who can then be read again. For production set SSO_KEYS_MONGODB_URI to a database "
                                    + "on another deployment, and move the keys there with ./sso copy.");
                }
                yield MongoStorage.of(properties, ids.get().toString());
            }
        };
    }
}
