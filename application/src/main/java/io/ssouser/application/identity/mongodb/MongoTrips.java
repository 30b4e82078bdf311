package io.ssouser.application.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import io.ssouser.application.identity.Trip;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.identity.Trips;
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
 * {@link Trips} in the collection {@code authorization-request}. Whoever ends a trip reads it first and is given it when it is theirs that
 * deletes it; a trip that was never ended the server forgets.
 */
public final class MongoTrips implements Trips {
    private final StateDocuments trips;

    /** Makes the collection where it is missing. */
    public MongoTrips(MongoStore store) {
        this.trips = new StateDocuments(
                store, "authorization-request", MongoIndex.expiry("authorization-request-expiry", "expires_at"));
    }

    @Override
    public void keep(TokenHash state, Trip trip, Instant now, Instant expiresAt) {
        BsonDocument document = new BsonDocument("_id", new BsonString(state.hex()))
                .append("purpose", new BsonString(trip.purpose().name()))
                .append("provider", new BsonString(trip.provider().value()))
                .append("browser", new BsonString(trip.browser().hex()))
                .append("return_to", new BsonString(trip.returnTo().toString()))
                .append("expires_at", new BsonDateTime(expiresAt.toEpochMilli()));
        Traveller traveller = trip.traveller();
        if (traveller != null) {
            document.append("user_id", new BsonString(traveller.userId().value()))
                    .append("session_id", new BsonString(traveller.sessionId().value()));
        }
        append(document, "org", trip.audience().org());
        append(document, "service", trip.audience().service());
        append(document, "code_challenge", trip.codeChallenge());
        if (!trips.insert(document)) {
            throw new IllegalStateException("A trip's state was given out twice");
        }
    }

    @Override
    public Optional<Trip> find(TokenHash state, Instant now) {
        return trips.first(eq("_id", state.hex()))
                .filter(found -> found.getDateTime("expires_at").getValue() > now.toEpochMilli())
                .map(MongoTrips::trip);
    }

    @Override
    public Optional<Trip> end(TokenHash state, Instant now) {
        return find(state, now).filter(found -> trips.delete(eq("_id", state.hex())));
    }

    private static Trip trip(BsonDocument found) {
        return new Trip(
                Purpose.valueOf(found.getString("purpose").getValue()),
                new ProviderName(found.getString("provider").getValue()),
                new TokenHash(found.getString("browser").getValue()),
                found.containsKey("user_id")
                        ? new Traveller(
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
