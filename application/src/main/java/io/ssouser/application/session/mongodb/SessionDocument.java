package io.ssouser.application.session.mongodb;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import io.ssouser.application.session.Audience;
import io.ssouser.application.session.Session;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.user.UserId;
import java.time.Instant;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** How a session is written in MongoDB. */
final class SessionDocument {
    private SessionDocument() {}

    static BsonDocument of(Session session) {
        BsonDocument document = new BsonDocument()
                .append("_id", new BsonString(session.id().value()))
                .append("user_id", new BsonString(session.userId().value()))
                .append("device_id", new BsonString(session.deviceId().value()))
                .append("token", new BsonString(session.token().hex()))
                .append("generation", new BsonInt64(session.generation()))
                .append("issued_at", new BsonDateTime(session.issuedAt().toEpochMilli()))
                .append("expires_at", new BsonDateTime(session.expiresAt().toEpochMilli()))
                .append(
                        "device_noted_at",
                        new BsonDateTime(session.deviceNotedAt().toEpochMilli()));
        String org = session.audience().org();
        if (org != null) {
            document.append("org", new BsonString(org));
        }
        String service = session.audience().service();
        return service == null ? document : document.append("service", new BsonString(service));
    }

    /** All that a rotation changes. */
    static Bson rotation(Session successor) {
        return combine(
                set("token", successor.token().hex()),
                set("generation", successor.generation()),
                set("issued_at", successor.issuedAt()),
                set("expires_at", successor.expiresAt()),
                set("device_noted_at", successor.deviceNotedAt()));
    }

    static boolean hasToken(BsonDocument found, TokenHash token) {
        return found.getString("token").getValue().equals(token.hex());
    }

    static Session session(BsonDocument found) {
        return new Session(
                new SessionId(found.getString("_id").getValue()),
                new UserId(found.getString("user_id").getValue()),
                new DeviceId(found.getString("device_id").getValue()),
                new Audience(text(found, "org"), text(found, "service")),
                new TokenHash(found.getString("token").getValue()),
                found.getInt64("generation").getValue(),
                instant(found, "issued_at"),
                instant(found, "expires_at"),
                instant(found, "device_noted_at"));
    }

    static Instant instant(BsonDocument found, String field) {
        return Instant.ofEpochMilli(found.getDateTime(field).getValue());
    }

    private static @Nullable String text(BsonDocument found, String field) {
        return found.containsKey(field) ? found.getString(field).getValue() : null;
    }
}
