package io.ssouser.application.vault.keys.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import io.ssouser.application.state.StateDocuments;
import io.ssouser.application.vault.keys.KeyStore;
import io.ssouser.application.vault.keys.WrappedKey;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * {@link KeyStore} in the collection {@code wrapped-key}. A key is kept by an insert, so the unique {@code _id} settles races; a
 * replacement has the condition that the one before is not destroyed. The server's oplog, journal, free pages and backups hold a destroyed
 * key until they are overwritten or deleted: that cannot be hastened from here, and such a key is still wrapped by the master key.
 */
public final class MongoKeyStore implements KeyStore {
    private static final BsonBinary NOTHING = new BsonBinary(new byte[0]);

    /** How often a replacement is tried anew that was overtaken. */
    private static final int TRIES = 10;

    private final StateDocuments keys;

    /** Makes the collection where it is missing. The database may be another one than the log's, to be backed up apart. */
    public MongoKeyStore(MongoStore store) {
        this.keys = new StateDocuments(store, "wrapped-key");
    }

    @Override
    public Optional<WrappedKey> find(String id) {
        return keys.first(eq("_id", id)).map(MongoKeyStore::key);
    }

    @Override
    public WrappedKey keepIfAbsent(String id, WrappedKey key) {
        return keys.insert(document(id, key)) ? key : found(id);
    }

    @Override
    public Set<String> keepAllAbsent(Map<String, WrappedKey> all) {
        return keys.insertAll(all.entrySet().stream()
                .map(key -> document(key.getKey(), key.getValue()))
                .toList());
    }

    @Override
    public void replace(String id, WrappedKey key) {
        for (int tries = 0; tries < TRIES; tries++) {
            if (keys.put(and(eq("_id", id), ne("bytes", NOTHING)), document(id, key))
                    || found(id).bytes().length == 0) {
                return;
            }
        }
        throw new StoreUnavailable("The key " + id + " is being replaced by another node");
    }

    /** Where an id is taken, the key may not be held by a majority yet, and could still be another one. */
    private WrappedKey found(String id) {
        return find(id).orElseThrow(() -> new StoreUnavailable("No majority holds the key " + id + " yet"));
    }

    @Override
    public void forEach(BiConsumer<String, WrappedKey> reader) {
        keys.forEach(found -> reader.accept(found.getString("_id").getValue(), key(found)));
    }

    private static BsonDocument document(String id, WrappedKey key) {
        return new BsonDocument("_id", new BsonString(id))
                .append("master_key", new BsonString(key.masterKey()))
                .append("bytes", new BsonBinary(key.bytes()));
    }

    private static WrappedKey key(BsonDocument found) {
        return new WrappedKey(
                found.getString("master_key").getValue(),
                found.getBinary("bytes").getData());
    }
}
