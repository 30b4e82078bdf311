package io.ssouser.application.identity.mongodb;

import static com.mongodb.client.model.Filters.eq;

import io.ssouser.application.identity.Trip;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.identity.Trips;
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

/**
 * {@link Trips} in the collection {@code provider-trip}. Whoever ends a trip reads it first and is given it when it is theirs that
 * deletes it; a trip that was never ended the server forgets.
 */
public final class MongoTrips implements Trips {
    private final StateDocuments trips;

    /** Makes the collection where it is missing. */
    public MongoTrips(MongoStore store) {
        this.trips =
                new StateDocuments(store, "provider-trip", MongoIndex.expiry("provider-trip-expiry", "expires_at"));
    }

    @Override
    public void keep(TokenHash state, Trip trip, Instant now, Instant expiresAt) {
        BsonDocument document = new BsonDocument("_id", new BsonString(state.hex()))
                .append("provider", new BsonString(trip.provider().value()))
                .append("browser", new BsonString(trip.browser().hex()))
                .append("return_to", new BsonString(trip.returnTo().toString()))
                .append("expires_at", new BsonDateTime(expiresAt.toEpochMilli()));
        Traveller traveller = trip.traveller();
        if (traveller != null) {
            document.append("user_id", new BsonString(traveller.userId().value()))
                    .append("session_id", new BsonString(traveller.sessionId().value()));
        }
        String challenge = trip.codeChallenge();
        if (challenge != null) {
            document.append("code_challenge", new BsonString(challenge));
        }
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
                new ProviderName(found.getString("provider").getValue()),
                new TokenHash(found.getString("browser").getValue()),
                found.containsKey("user_id")
                        ? new Traveller(
                                new UserId(found.getString("user_id").getValue()),
                                new SessionId(found.getString("session_id").getValue()))
                        : null,
                URI.create(found.getString("return_to").getValue()),
                found.containsKey("code_challenge")
                        ? found.getString("code_challenge").getValue()
                        : null);
    }
}
