package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.axon.TokenPositions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;

/**
 * How far each processing group has come, in the file of the group's effects, so that a batch and its token are one transaction. One
 * process owns the file and with it every claim; a claim fails only when the segment is gone or was split or merged meanwhile.
 * A token is a position of the one total order, or null before the first event; other kinds of tokens are refused.
 */
public final class SqliteTokenStore implements TokenStore, TokenPositions {
    private final BoundSql sql;

    /** Creates its table when it is missing. */
    public SqliteTokenStore(SqliteDatabase database) {
        this.sql = new BoundSql(database);
        sql.write(
                "CREATE TABLE IF NOT EXISTS tokens (processor TEXT NOT NULL, segment INTEGER NOT NULL, position INTEGER,"
                        + " PRIMARY KEY (processor, segment)) WITHOUT ROWID");
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken initialToken) {
        sql.transactions().executeInTransaction(() -> {
            if (fetchSegments(processor).length > 0) {
                throw new UnableToClaimTokenException(processor + " has segments already");
            }
            for (int segment = 0; segment < segmentCount; segment++) {
                initializeSegment(initialToken, processor, segment);
            }
        });
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        int added = sql.write(
                "INSERT INTO tokens (processor, segment, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                processor,
                segment,
                TokenPositions.of(token));
        if (added == 0) {
            throw new UnableToInitializeTokenException(processor + " has segment " + segment + " already");
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        int moved = sql.write(
                "UPDATE tokens SET position = ? WHERE processor = ? AND segment = ?",
                TokenPositions.of(token),
                processor,
                segment);
        if (moved == 0) {
            throw gone(processor, segment);
        }
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        List<Optional<TrackingToken>> found = sql.read(
                "SELECT position FROM tokens WHERE processor = ? AND segment = ?",
                row -> {
                    long position = row.getLong(1);
                    return row.wasNull() ? Optional.empty() : Optional.of(new GlobalSequenceTrackingToken(position));
                },
                processor,
                segment);
        if (found.isEmpty()) {
            throw gone(processor, segment);
        }
        return found.get(0).orElse(null);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, Segment segment) {
        int[] all = fetchSegments(processor);
        if (!Segment.computeSegment(segment.getSegmentId(), all).equals(segment)) {
            throw gone(processor, segment.getSegmentId());
        }
        return fetchToken(processor, segment.getSegmentId());
    }

    @Override
    public void extendClaim(String processor, int segment) {
        fetchToken(processor, segment);
    }

    /** Nothing to release: claims are the process's own. */
    @Override
    public void releaseClaim(String processor, int segment) {}

    @Override
    public void deleteToken(String processor, int segment) {
        if (sql.write("DELETE FROM tokens WHERE processor = ? AND segment = ?", processor, segment) == 0) {
            throw gone(processor, segment);
        }
    }

    @Override
    public int[] fetchSegments(String processor) {
        return sql
                .read(
                        "SELECT segment FROM tokens WHERE processor = ? ORDER BY segment",
                        row -> row.getInt(1),
                        processor)
                .stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public Map<Integer, Long> positions(String processor) {
        return sql
                .read(
                        "SELECT segment, COALESCE(position, ?) FROM tokens WHERE processor = ?",
                        row -> Map.entry(row.getInt(1), row.getLong(2)),
                        BEFORE_THE_FIRST,
                        processor)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static UnableToClaimTokenException gone(String processor, int segment) {
        return new UnableToClaimTokenException(processor + " has no segment " + segment + " of that size");
    }
}
