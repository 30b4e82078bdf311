package io.ssouser.application.identity;

import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateDocument;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import io.ssouser.eventstore.state.Where;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The authorization requests under way, by the hash of their state. Each ends once. Holds nothing personal and no token, only hashes. */
public final class AuthorizationRequests {
    private static final StateSchema SCHEMA = StateSchema.named("authorization-request")
            .texts("purpose", "provider", "browser", "user_id", "session_id", "return_to", "org", "service")
            .texts("code_challenge")
            .times("expires_at")
            .expires("expires_at", Duration.ZERO);

    private final StateStore store;
    private final StateCollection requests;

    public AuthorizationRequests(StateStore store) {
        this.store = store;
        this.requests = store.collection(SCHEMA);
    }

    /** Remembers an authorization request that begins now, and clears away what was never ended. */
    public void keep(TokenHash state, AuthorizationRequest authorization, Instant now, Instant expiresAt) {
        boolean kept = store.together(() -> {
            requests.expire(now);
            return requests.insert(document(state, authorization).with("expires_at", expiresAt));
        });
        if (!kept) {
            throw new IllegalStateException("The state of an authorization request was given out twice");
        }
    }

    /** The authorization request of that state, which goes on; empty when there is none, or it has ended or taken too long. */
    public Optional<AuthorizationRequest> find(TokenHash state, Instant now) {
        return requests.find(state.hex())
                .filter(found -> found.time("expires_at").isAfter(now))
                .map(AuthorizationRequests::authorization);
    }

    /** Ends the authorization request. Of any number of callers at once exactly one is given it. */
    public Optional<AuthorizationRequest> end(TokenHash state, Instant now) {
        return find(state, now).filter(found -> requests.delete(state.hex(), Where.ANY));
    }

    private static StateDocument document(TokenHash state, AuthorizationRequest authorization) {
        Requester requester = authorization.requester();
        return new StateDocument(state.hex())
                .with("purpose", authorization.purpose().name())
                .with("provider", authorization.provider().value())
                .with("browser", authorization.browser().hex())
                .with("user_id", requester == null ? null : requester.userId().value())
                .with(
                        "session_id",
                        requester == null ? null : requester.sessionId().value())
                .with("return_to", authorization.returnTo().toString())
                .with("org", authorization.audience().org())
                .with("service", authorization.audience().service())
                .with("code_challenge", authorization.codeChallenge());
    }

    private static AuthorizationRequest authorization(StateDocument found) {
        return new AuthorizationRequest(
                Purpose.valueOf(found.text("purpose")),
                new ProviderName(found.text("provider")),
                new TokenHash(found.text("browser")),
                found.has("user_id")
                        ? new Requester(new UserId(found.text("user_id")), new SessionId(found.text("session_id")))
                        : null,
                URI.create(found.text("return_to")),
                new Audience(found.textOrNull("org"), found.textOrNull("service")),
                found.textOrNull("code_challenge"));
    }
}
