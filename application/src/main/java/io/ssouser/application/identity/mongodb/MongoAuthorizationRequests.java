package io.ssouser.application.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.identity.AuthorizationRequests;
import io.ssouser.application.session.Audience;
import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import io.ssouser.eventstore.mongodb.MongoIndex;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * {@link AuthorizationRequests} in the collection {@code authorization-request}. Whoever ends an authorization request reads it first and is given it when it is theirs that
 * deletes it; an authorization request that was never ended the server forgets.
 */
public final class MongoAuthorizationRequests implements AuthorizationRequests {
    private final StateDocuments authorizations;

    /** Makes the collection where it is missing. */
    public MongoAuthorizationRequests(MongoStore store) {
        this.authorizations = new StateDocuments(
                store, "authorization-request", MongoIndex.expiry("authorization-request-expiry", "expires_at"));
    }

    @Override
    public void keep(TokenHash state, AuthorizationRequest authorization, Instant now, Instant expiresAt) {
        BsonDocument document = new BsonDocument("_id", new BsonString(state.hex()))
                .append("purpose", new BsonString(authorization.purpose().name()))
                .append("provider", new BsonString(authorization.provider().value()))
                .append("browser", new BsonString(authorization.browser().hex()))
                .append("return_to", new BsonString(authorization.returnTo().toString()))
                .append("expires_at", new BsonDateTime(expiresAt.toEpochMilli()));
        Requester requester = authorization.requester();
        if (requester != null) {
            document.append("user_id", new BsonString(requester.userId().value()))
                    .append("session_id", new BsonString(requester.sessionId().value()));
        }
        append(document, "org", authorization.audience().org());
        append(document, "service", authorization.audience().service());
        append(document, "code_challenge", authorization.codeChallenge());
        if (!authorizations.insert(document)) {
            throw new IllegalStateException("The state of an authorization request was given out twice");
        }
    }

    @Override
    public Optional<AuthorizationRequest> find(TokenHash state, Instant now) {
        return authorizations
                .first(eq("_id", state.hex()))
                .filter(found -> found.getDateTime("expires_at").getValue() > now.toEpochMilli())
                .map(MongoAuthorizationRequests::authorization);
    }

    @Override
    public Optional<AuthorizationRequest> end(TokenHash state, Instant now) {
        return find(state, now).filter(found -> authorizations.delete(eq("_id", state.hex())));
    }

    private static AuthorizationRequest authorization(BsonDocument found) {
        return new AuthorizationRequest(
                Purpose.valueOf(found.getString("purpose").getValue()),
                new ProviderName(found.getString("provider").getValue()),
                new TokenHash(found.getString("browser").getValue()),
                found.containsKey("user_id")
                        ? new Requester(
                                new UserId(found.getString("user_id").getValue()),
                                new SessionId(found.getString("session_id").getValue()))
                        : null,
                URI.create(found.getString("return_to").getValue()),
                new Audience(text(found, "org"), text(found, "service")),
                text(found, "code_challenge"));
    }

    private static void append(BsonDocument document, String field, @Nullable String value) {
        if (value != null) {
            document.append(field, new BsonString(value));
        }
    }

    private static @Nullable String text(BsonDocument found, String field) {
        return found.containsKey(field) ? found.getString(field).getValue() : null;
    }
}
