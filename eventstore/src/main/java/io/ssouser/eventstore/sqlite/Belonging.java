package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.StoreRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;

/** Whether a file is sound, and which service it belongs to: the files of two services must not be mixed. */
public final class Belonging {
    private static final String TABLE = "CREATE TABLE IF NOT EXISTS service (id TEXT NOT NULL)";

    private Belonging() {}

    /**
     * Looks at the structure of the whole file, without writing to it. One that is missing or empty is sound.
     *
     * @throws StoreRefused when it is damaged; what to do is the caller's to add
     */
    public static void requireSound(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement check = connection.createStatement();
                ResultSet outcome = check.executeQuery("PRAGMA quick_check(1)")) {
            String found = outcome.next() ? outcome.getString(1) : "nothing";
            if (!"ok".equals(found)) {
                throw new StoreRefused(file + " is damaged (" + found.strip() + ")");
            }
        } catch (SQLException e) {
            throw new StoreRefused(file + " is damaged (" + e.getMessage() + ")", e);
        }
    }

    /** The service that the file belongs to; empty when no service has claimed it. */
    public static Optional<String> of(SqliteDatabase database) {
        BoundSql sql = new BoundSql(database);
        sql.write(TABLE);
        List<String> ids = sql.read("SELECT id FROM service", row -> row.getString(1));
        return ids.stream().findFirst();
    }

    /** Writes what is there already, as durably as anything else. */
    public static void touch(SqliteDatabase database) {
        new BoundSql(database).write("UPDATE service SET id = id");
    }

    public static void claim(SqliteDatabase database, String service) {
        new BoundSql(database).write("INSERT INTO service (id) VALUES (?)", service);
    }
}
