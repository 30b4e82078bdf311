package io.ssouser.app.wiring;

import io.ssouser.app.storage.Storage;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.projections.Projections;
import io.ssouser.projections.audittrail.AuditTrailFold;
import io.ssouser.projections.audittrail.AuditTrailQueries;
import io.ssouser.projections.devicelist.DeviceListFold;
import io.ssouser.projections.devicelist.DeviceListQueries;
import io.ssouser.projections.fold.Fold;
import io.ssouser.projections.identitylist.IdentityListFold;
import io.ssouser.projections.identitylist.IdentityListQueries;
import io.ssouser.projections.mfastatus.MfaStatusFold;
import io.ssouser.projections.mfastatus.MfaStatusQueries;
import io.ssouser.projections.pendingerasure.PendingErasureFold;
import io.ssouser.projections.pendingerasure.PendingErasureQueries;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.subscription.SubscriptionFold;
import io.ssouser.projections.subscription.SubscriptionQueries;
import io.ssouser.projections.userprofile.UserProfileFold;
import io.ssouser.projections.userprofile.UserProfileQueries;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models, with their queries. */
@Configuration(proxyBeanMethods = false)
public class ReadModelsWiring {
    private static final List<ReadModel> READ_MODELS = List.of(
            new ReadModel(new UserProfileFold(), UserProfileQueries::new),
            new ReadModel(new MfaStatusFold(), MfaStatusQueries::new),
            new ReadModel(new DeviceListFold(), DeviceListQueries::new),
            new ReadModel(new SubscriptionFold(), SubscriptionQueries::new),
            new ReadModel(new IdentityListFold(), IdentityListQueries::new),
            new ReadModel(new PendingErasureFold(), PendingErasureQueries::new),
            new ReadModel(new AuditTrailFold(), AuditTrailQueries::new));

    /**
     * A read model and its queries.
     *
     * @param answers makes the object that answers them
     */
    private record ReadModel(Fold<?> fold, Function<DocumentStore, Object> answers) {}

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
                documents,
                READ_MODELS.stream().map(ReadModel::fold).toList());
    }

    @Bean
    QueryGateway queryGateway(DocumentStore documents) {
        SimpleQueryBus queries = SimpleQueryBus.builder().build();
        READ_MODELS.stream()
                .map(model -> model.answers().apply(documents))
                .forEach(answers -> new AnnotationQueryHandlerAdapter<>(answers).subscribe(queries));
        return DefaultQueryGateway.builder().queryBus(queries).build();
    }
}
