package io.ssouser.eventstore.mongodb.server;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import io.ssouser.eventstore.log.StoreRefused;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A connection string with the name of a database, and what the service asks of the driver beside it. */
public final class MongoConnection {
    /** Writes that no majority has acknowledged by then are answered as unknown; they may get in all the same. */
    public static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(8);

    /** MongoDB Manual, Replica Set Elections: with default settings the median time to a new primary does not exceed 12 s. */
    private static final int ELECTION_SECONDS = 15;
    /** To open a connection, and for a place in the pool. */
    private static final int PATIENCE_SECONDS = 5;
    /** A call that hangs longer has lost its server. Longer than {@link #ACKNOWLEDGED_WITHIN}. */
    private static final int SILENCE_SECONDS = 15;

    private final ConnectionString where;
    private final String database;

    /**
     * @param setting that holds the string, for whoever has to mend it
     * @throws StoreRefused when it is none
     */
    public MongoConnection(String uri, String setting) {
        where = parsed(uri, setting);
        String name = where.getDatabase();
        if (name == null) {
            throw new StoreRefused(
                    "The connection string of " + setting + " names no database: mongodb://host/<database>");
        }
        database = name;
    }

    /** The driver quotes no password, but what decodes it quotes the part that it cannot decode. */
    private static ConnectionString parsed(String uri, String setting) {
        try {
            return new ConnectionString(uri);
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw new StoreRefused("Not a connection string of MongoDB in " + setting + ": "
                    + (why.startsWith("URLDecoder") ? "its name or password is not percent-encoded" : why));
        }
    }

    public String database() {
        return database;
    }

    public boolean asksForOneServer() {
        return Boolean.TRUE.equals(where.isDirectConnection());
    }

    /** What the string says of time-outs and pools counts; of concerns and preferences it does not. */
    public MongoClientSettings.Builder settings() {
        return MongoClientSettings.builder()
                .applicationName("sso-user")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(ELECTION_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(SILENCE_SECONDS, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxWaitTime(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyConnectionString(where);
    }
}
