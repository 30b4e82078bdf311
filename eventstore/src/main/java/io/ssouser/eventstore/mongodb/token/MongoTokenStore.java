package io.ssouser.eventstore.mongodb.token;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.POSITION;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.SEGMENTS;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.TURN;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.path;

import io.ssouser.eventstore.axon.TokenPositions;
import io.ssouser.eventstore.mongodb.MongoStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How far each processing group has come, and which node works on which of its segments. A token is a position of the one total order, or
 * null before the first event; other kinds are refused, so segments can be split but not merged.
 *
 * <p>A claim is a number that no other claim of the group ever had. Of many who try, one gets it, and none before the last one has expired by
 * the clock of the server that takes the write. A clock that runs ahead makes a claim end early, which costs repeated work and never a
 * token: what is written under a claim is ruled by its number. Storing, extending and releasing are writes on that number. A node that was paused for longer than
 * its claim lives finds the number gone, even when the successor has given the segment back since, and must fetch anew.
 *
 * <p>{@link #storeToken} writes on it twice. At once, when the batch has been applied but nothing of it was sent: if the claim is lost, the
 * batch fails and leaves no trace. If not, all that the batch read was read before any successor wrote, so what it is about to send is what a
 * successor would write for the same positions. Then after the documents and dead letters, with the token itself: a node that was
 * paused in between has sent documents that the successor repeats or has passed, both of which their positions make no-ops, and cannot
 * move the token.
 */
public final class MongoTokenStore implements TokenStore, TokenPositions {
    private final TokenDocuments documents;
    private final SegmentClaims claims;
    private final Executor atCommit;

    /**
     * Creates its collection when it is missing.
     *
     * @param owner of the claims, for whoever looks into the store; two nodes of the same name do not disturb each other
     * @param claimTimeout after which a claim that was not renewed may be taken: at least twice Axon's claim extension threshold
     * @param atCommit runs a write when the thread's unit of work has sent its documents, or at once when there is none
     */
    public MongoTokenStore(MongoStore store, String owner, Duration claimTimeout, Executor atCommit) {
        this.documents = new TokenDocuments(store);
        this.claims = new SegmentClaims(documents, owner, claimTimeout);
        this.atCommit = atCommit;
    }

    @Override
    public void initializeTokenSegments(String processor, int segmentCount) {
        initializeTokenSegments(processor, segmentCount, null);
    }

    /** All segments in one write: of many nodes that begin, one makes them, and none sees a part. */
    @Override
    public void initializeTokenSegments(String processor, int segmentCount, @Nullable TrackingToken initialToken) {
        BsonDocument segments = new BsonDocument();
        IntStream.range(0, segmentCount)
                .forEach(segment -> segments.append(String.valueOf(segment), TokenDocument.unclaimed(initialToken)));
        Bson allWereDeleted = eq(SEGMENTS, new BsonDocument());
        if (!documents.update(processor, allWereDeleted, set(SEGMENTS, segments), inc(TURN, 1L))
                && !documents.insert(processor, segments)) {
            throw new UnableToClaimTokenException(processor + " has segments already");
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processor, int segment) {
        BsonDocument unclaimed = TokenDocument.unclaimed(token);
        if (!add(processor, segment, unclaimed)
                && !documents.insert(processor, new BsonDocument(String.valueOf(segment), unclaimed))
                && !add(processor, segment, unclaimed)) {
            throw new UnableToInitializeTokenException(processor + " has segment " + segment + " already");
        }
    }

    private boolean add(String processor, int segment, BsonDocument unclaimed) {
        return documents.update(processor, exists(path(segment), false), set(path(segment), unclaimed), inc(TURN, 1L));
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    /** Claims the segment first when this node never did, or has released it. */
    @Override
    public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
        Bson position = set(path(segment) + POSITION, TokenDocument.position(token));
        SegmentName name = new SegmentName(processor, segment);
        if (claims.held(name) == null) {
            fetchToken(processor, segment);
        }
        long claim = heldOrLost(name);
        claims.under(name, claim);
        atCommit.execute(() -> claims.under(name, claim, position));
    }

    private long heldOrLost(SegmentName name) {
        Long claim = claims.held(name);
        if (claim == null) {
            throw name.lost();
        }
        return claim;
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, int segment) {
        return claims.take(new SegmentName(processor, segment), any -> true).token(segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String processor, Segment segment) {
        int id = segment.getSegmentId();
        return claims.take(
                        new SegmentName(processor, id), group -> group.sized(id).equals(segment))
                .token(id);
    }

    @Override
    public void extendClaim(String processor, int segment) {
        SegmentName name = new SegmentName(processor, segment);
        claims.under(name, heldOrLost(name));
    }

    /** After the tokens that the unit of work stores. */
    @Override
    public void releaseClaim(String processor, int segment) {
        SegmentName name = new SegmentName(processor, segment);
        Long claim = claims.held(name);
        if (claim != null) {
            atCommit.execute(() -> claims.release(name, claim));
        }
    }

    /**
     * At once, before the documents that the unit of work may clear: a group without a token begins again over what is there, but one
     * with a token and without documents would never tell what is missing.
     */
    @Override
    public void deleteToken(String processor, int segment) {
        claims.delete(new SegmentName(processor, segment));
    }

    @Override
    public int[] fetchSegments(String processor) {
        return documents.find(processor).map(TokenDocument::segments).orElseGet(() -> new int[0]);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        return documents
                .findNow(processor)
                .map(group -> claims.available(processor, group))
                .orElseGet(List::of);
    }

    @Override
    public Map<Integer, Long> positions(String processor) {
        return documents.find(processor).map(TokenDocument::positions).orElseGet(Map::of);
    }
}
