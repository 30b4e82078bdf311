package io.ssouser.app.wiring;

import io.ssouser.app.storage.LogOfKeys;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.vault.events.CurrentSnapshots;
import io.ssouser.application.vault.events.EventSerializer;
import io.ssouser.application.vault.events.EventUpcasters;
import io.ssouser.application.vault.events.PersonalDataEncryption;
import io.ssouser.application.vault.events.StoredNames;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.application.vault.keys.HashedEmailClaims;
import io.ssouser.application.vault.keys.HashedIdentityClaims;
import io.ssouser.application.vault.keys.KeyRing;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.User;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoreRefused;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Keys, and the form in which events are stored. */
@Configuration(proxyBeanMethods = false)
@Import({
    LogOfKeys.class,
    HashedEmailClaims.class,
    HashedIdentityClaims.class,
    DataKeys.class,
    PersonalDataEncryption.class
})
public class KeysWiring {
    /** Opened after the log, whose lock keeps a second process out of the folder. */
    @Bean
    KeyStore keyStore(EventLog log, Storage storage) {
        if (!storage.hasKeys() && log.head().nextPosition() > 0) {
            throw new StoreRefused("There are events in the log, but no keys in " + storage.placeOfKeys()
                    + ": new ones would open nothing of what is stored. Put the keys back, or name where they are.");
        }
        KeyStore keys = storage.keys();
        if (log.head().nextPosition() > 0) {
            KeyRing.requireUsed(keys);
        }
        return keys;
    }

    @Bean
    StoredNames storedNames() {
        return StoredNames.ofEvents(
                        UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
                .withSnapshot(User.class, "user.snapshot");
    }

    @Bean
    @Qualifier("events")
    Serializer eventSerializer(StoredNames names) {
        return EventSerializer.forEvents(names);
    }

    @Bean
    @Qualifier("snapshots")
    Serializer snapshotSerializer(StoredNames names) {
        return EventSerializer.forSnapshots(names);
    }

    @Bean
    EventUpcaster eventUpcasters() {
        return EventUpcasters.chain();
    }

    @Bean
    CurrentSnapshots currentSnapshots(StoredNames names, @Qualifier("snapshots") Serializer snapshots) {
        return new CurrentSnapshots(names, snapshots);
    }
}
