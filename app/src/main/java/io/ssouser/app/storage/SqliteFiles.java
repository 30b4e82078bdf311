package io.ssouser.app.storage;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.eventstore.sqlite.Belonging;
import io.ssouser.eventstore.sqlite.SqliteDatabase;
import io.ssouser.eventstore.sqlite.SqliteDatabase.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files beside the log, each opened when it is first asked for, and looked at before. What cannot be made anew is refused when it is
 * damaged, missing or another service's; read models are set aside and made anew.
 */
final class SqliteFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteFiles.class);
    private static final String KEYS = "keys.db";
    private static final String STATE = "state.db";
    private static final String VIEWS = "views.db";
    private static final String RESTORE_KEYS =
            ". Put the newest copy of keys.db back beside it; without the keys nothing personal can be read";
    /** What to do with a state that cannot be used. */
    static final String MOVE_STATE =
            ". Move state.db, with its -wal and -shm, to another folder: everybody signs in again,"
                    + " and links in mails are void. Do not put an older one back, because used links would work again";

    private final Path folder;
    private final Supplier<UUID> ids;
    private final Map<String, SqliteDatabase> open = new LinkedHashMap<>();

    SqliteFiles(Path folder, Supplier<UUID> ids) {
        this.folder = folder;
        this.ids = ids;
    }

    boolean hasKeys() {
        return Files.exists(folder.resolve(KEYS));
    }

    String placeOfKeys() {
        return folder.resolve(KEYS).toString();
    }

    /**
     * @param log asked only when there are no keys
     * @throws StoreRefused when keys are missing that the log needs, or the file is damaged
     */
    synchronized SqliteDatabase keys(Supplier<EventLog> log) {
        SqliteDatabase known = open.get(KEYS);
        if (known != null) {
            return known;
        }
        if (!hasKeys()
                && Files.exists(folder.resolve("log.db"))
                && log.get().head().nextPosition() > 0) {
            throw new StoreRefused(folder.resolve(KEYS) + " is missing beside a log that has events" + RESTORE_KEYS);
        }
        SqliteDatabase keys = sound(KEYS, Durability.EVERY_COMMIT, RESTORE_KEYS);
        if (Belonging.of(keys).isEmpty()) {
            Belonging.claim(keys, ids.get().toString());
        }
        return keys;
    }

    /** @throws StoreRefused when the file is damaged, or another service's */
    synchronized SqliteDatabase state(Supplier<EventLog> log) {
        SqliteDatabase known = open.get(STATE);
        if (known != null) {
            return known;
        }
        String service = service(log);
        SqliteDatabase state = sound(STATE, Durability.EVERY_COMMIT, MOVE_STATE);
        if (isAnothers(state, service)) {
            close(STATE);
            throw new StoreRefused(folder.resolve(STATE) + " belongs to another service" + MOVE_STATE);
        }
        return state;
    }

    synchronized SqliteDatabase views(Supplier<EventLog> log) {
        SqliteDatabase known = open.get(VIEWS);
        if (known != null) {
            return known;
        }
        String service = service(log);
        try {
            SqliteDatabase views = sound(VIEWS, Durability.REBUILDABLE, "");
            if (!isAnothers(views, service)) {
                return views;
            }
            setAside("belongs to another service");
        } catch (StoreRefused damaged) {
            setAside("is damaged");
        }
        SqliteDatabase anew = sound(VIEWS, Durability.REBUILDABLE, "");
        isAnothers(anew, service);
        return anew;
    }

    private String service(Supplier<EventLog> log) {
        return Belonging.of(keys(log)).orElseThrow();
    }

    private SqliteDatabase sound(String name, Durability durability, String whatToDo) {
        Path file = folder.resolve(name);
        try {
            Belonging.requireSound(file);
            SqliteDatabase database = SqliteDatabase.open(file, durability);
            open.put(name, database);
            return database;
        } catch (StoreRefused damaged) {
            throw new StoreRefused(damaged.getMessage() + whatToDo, damaged);
        } catch (IOException e) {
            throw new StoreUnavailable("Cannot open " + file + ": " + e, e);
        }
    }

    /** One that nobody has claimed becomes this service's. */
    private static boolean isAnothers(SqliteDatabase database, String service) {
        String owner = Belonging.of(database).orElse(service);
        if (Belonging.of(database).isEmpty()) {
            Belonging.claim(database, service);
        }
        return !owner.equals(service);
    }

    private void setAside(String why) {
        close(VIEWS);
        Path file = folder.resolve(VIEWS);
        Path aside = folder.resolve(VIEWS + ".set-aside");
        try {
            for (String part : List.of("", "-wal", "-shm")) {
                Path found = file.resolveSibling(VIEWS + part);
                if (Files.exists(found)) {
                    Files.move(
                            found,
                            aside.resolveSibling(aside.getFileName() + part),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new StoreUnavailable("Cannot set " + file + " aside: " + e, e);
        }
        LOG.warn("{} {}: it is set aside as {}, and the read models are made anew from the log", file, why, aside);
    }

    private void close(String name) {
        SqliteDatabase opened = open.remove(name);
        if (opened != null) {
            opened.close();
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(SqliteDatabase::close);
    }
}
