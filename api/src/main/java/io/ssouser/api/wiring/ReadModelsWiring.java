package io.ssouser.api.wiring;

import io.ssouser.eventstore.LogEventStorageEngine;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models, with their queries. */
@Configuration(proxyBeanMethods = false)
class ReadModelsWiring {
    @Bean
    DocumentStore documents(LogEventStorageEngine engine, Storage storage) {
        return storage.documents();
    }

    @Bean
    Projections projections(EventStore events, Storage storage, DocumentStore documents, Clock clock) {
        return new Projections(
                events,
                storage.viewTransactions(),
                storage.viewTokens(),
                storage.sharing(),
                storage.parkedEvents(clock),
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
