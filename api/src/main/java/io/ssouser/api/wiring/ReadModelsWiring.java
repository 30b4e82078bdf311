package io.ssouser.api.wiring;

import io.ssouser.api.SsoProperties;
import io.ssouser.eventstore.LogEventStorageEngine;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import io.ssouser.eventstore.sqlite.SqliteDeadLetterQueue;
import io.ssouser.eventstore.sqlite.SqliteTokenStore;
import io.ssouser.projections.Projections;
import io.ssouser.projections.audittrail.AuditTrailProjection;
import io.ssouser.projections.audittrail.AuditTrailQueries;
import io.ssouser.projections.devicelist.DeviceListProjection;
import io.ssouser.projections.devicelist.DeviceListQueries;
import io.ssouser.projections.identitylist.IdentityListProjection;
import io.ssouser.projections.identitylist.IdentityListQueries;
import io.ssouser.projections.mfastatus.MfaStatusProjection;
import io.ssouser.projections.mfastatus.MfaStatusQueries;
import io.ssouser.projections.pendingerasure.PendingErasureProjection;
import io.ssouser.projections.pendingerasure.PendingErasureQueries;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.sqlite.SqliteDocumentStore;
import io.ssouser.projections.subscription.SubscriptionProjection;
import io.ssouser.projections.subscription.SubscriptionQueries;
import io.ssouser.projections.userprofile.UserProfileProjection;
import io.ssouser.projections.userprofile.UserProfileQueries;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models, with their queries. */
@Configuration(proxyBeanMethods = false)
class ReadModelsWiring {
    @Bean
    @Qualifier("views")
    SqliteDatabase views(LogEventStorageEngine engine, SsoProperties properties) {
        return SqliteDatabase.open(properties.dataDir().resolve("views.db"), Durability.REBUILDABLE);
    }

    @Bean
    DocumentStore documents(@Qualifier("views") SqliteDatabase views) {
        return new SqliteDocumentStore(views, views);
    }

    @Bean
    Projections projections(
            EventStore events, @Qualifier("views") SqliteDatabase views, DocumentStore documents, Clock clock) {
        return new Projections(
                events,
                views,
                new SqliteTokenStore(views, views),
                (group, eventAt) -> new SqliteDeadLetterQueue(group, views, views, eventAt, clock),
                clock,
                List.of(
                        new UserProfileProjection(documents),
                        new MfaStatusProjection(documents),
                        new DeviceListProjection(documents),
                        new SubscriptionProjection(documents),
                        new IdentityListProjection(documents),
                        new PendingErasureProjection(documents),
                        new AuditTrailProjection(documents)));
    }

    @Bean
    QueryGateway queryGateway(DocumentStore documents) {
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        Stream.of(
                        new UserProfileQueries(documents),
                        new MfaStatusQueries(documents),
                        new DeviceListQueries(documents),
                        new SubscriptionQueries(documents),
                        new IdentityListQueries(documents),
                        new PendingErasureQueries(documents),
                        new AuditTrailQueries(documents))
                .forEach(answers -> new AnnotationQueryHandlerAdapter<>(answers).subscribe(queries));
        return DefaultQueryGateway.builder().queryBus(queries).build();
    }
}
