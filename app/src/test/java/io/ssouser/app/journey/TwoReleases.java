package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.vault.events.ShapeDrill;
import io.ssouser.application.vault.events.StoredNames;
import io.ssouser.domain.user.User;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.projections.Projections;
import io.ssouser.projections.audittrail.AuditTrailFold;
import io.ssouser.projections.devicelist.DeviceListFold;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.fold.RecordedEvent;
import io.ssouser.projections.identitylist.IdentityListFold;
import io.ssouser.projections.mfastatus.MfaStatusFold;
import io.ssouser.projections.pendingerasure.PendingErasureFold;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.subscription.SubscriptionFold;
import io.ssouser.projections.userprofile.UserProfileFold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The service before and after {@code user.device-renamed} changed its shape, as {@link ShapeDrill} says: today's service with another form of
 * that one event.
 */
final class TwoReleases {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Fold<?>> FOLDS = List.of(
            new UserProfileFold(),
            new MfaStatusFold(),
            new DeviceListFold(),
            new SubscriptionFold(),
            new IdentityListFold(),
            new PendingErasureFold(),
            new AuditTrailFold());

    private TwoReleases() {}

    static RunningService older(Path data, String... settings) {
        StoredNames names = ShapeDrill.olderNames().withSnapshot(User.class, "user.snapshot");
        return RunningService.with(
                parts -> {
                    parts.registerBean("storedNames", StoredNames.class, () -> names);
                    parts.registerBean(
                            "eventSerializer",
                            Serializer.class,
                            () -> ShapeDrill.olderSerializer(names),
                            bean -> ((AbstractBeanDefinition) bean)
                                    .addQualifier(new AutowireCandidateQualifier(Qualifier.class, "events")));
                },
                data,
                settings);
    }

    static RunningService newer(Path data, String... settings) {
        return RunningService.with(TwoReleases::newerParts, data, settings);
    }

    private static void newerParts(GenericApplicationContext parts) {
        StoredNames names = ShapeDrill.newerNames().withSnapshot(User.class, "user.snapshot");
        parts.registerBean("storedNames", StoredNames.class, () -> names);
        parts.registerBean("eventUpcasters", EventUpcaster.class, ShapeDrill::newerUpcasters);
    }

    /** Waits until every read model has seen the whole log. */
    static void settle(RunningService service) {
        Projections projections = service.bean(Projections.class);
        long head = service.bean(LogEventStorageEngine.class).headPosition();
        projections
                .groups()
                .forEach(group -> assertThat(projections.awaitReached(group, head, SOON))
                        .as(group)
                        .isTrue());
    }

    static void rebuildAll(RunningService service) {
        Projections projections = service.bean(Projections.class);
        projections.groups().forEach(group -> projections.rebuild(group, (events, of) -> {}));
        settle(service);
    }

    /** Of every read model those documents that the events of the log name. */
    static Map<String, Map<String, Document>> documents(RunningService service) {
        Map<String, Map<String, Document>> all = new TreeMap<>();
        FOLDS.forEach(fold -> all.put(fold.name(), new TreeMap<>()));
        LogEventStorageEngine engine = service.bean(LogEventStorageEngine.class);
        DocumentStore store = service.bean(DocumentStore.class);
        for (long position = 0; position <= engine.headPosition(); position++) {
            RecordedEvent event = RecordedEvent.of(engine.reader().at(position));
            FOLDS.stream()
                    .filter(fold -> fold.concerns(event.payload()))
                    .forEach(fold -> store.find(fold.storedName(), fold.key(event))
                            .ifPresent(document -> all.get(fold.name()).put(document.id(), document)));
        }
        return all;
    }
}
