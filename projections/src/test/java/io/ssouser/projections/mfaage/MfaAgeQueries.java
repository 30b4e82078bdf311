package io.ssouser.projections.mfaage;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import io.ssouser.projections.mfaage.MfaAgeFold.MfaAge;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.Optional;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for the age of second factors. */
public final class MfaAgeQueries {
    private final Documents<MfaAge> ages;

    public MfaAgeQueries(DocumentStore store) {
        this.ages = new Documents<>(store, new MfaAgeFold().collection(), MfaAge.class);
    }

    /** Asks since when; empty without a second factor. */
    public record FindMfaAge(UserId userId) implements UserQuery<Optional<MfaAge>> {
        @Override
        public String readModel() {
            return MfaAgeFold.NAME;
        }

        @Override
        public ResponseType<Optional<MfaAge>> answer() {
            return ResponseTypes.optionalInstanceOf(MfaAge.class);
        }
    }

    @QueryHandler
    public Optional<MfaAge> answer(FindMfaAge query) {
        return ages.find(query.userId().value());
    }
}
