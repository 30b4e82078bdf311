package io.ssouser.eventstore.mongodb.token;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.CLAIM;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.CLAIMED_AT;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.OWNER;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.POSITION;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.TURN;
import static io.ssouser.eventstore.mongodb.token.TokenDocument.path;

import io.ssouser.eventstore.mongodb.ServerTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.bson.BsonDateTime;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one node. A claim is taken by a write that succeeds only on the segment as it was seen, and only when the server that
 * takes the write finds the former claim expired. A claim that was lost stays known as lost until the
 * segment is claimed anew: a thread that still works under it must fail, also when the segment is free again.
 */
final class SegmentClaims {
    /** How often a claim is tried anew that was overtaken. */
    private static final int TRIES = 10;

    private final TokenDocuments documents;
    private final String owner;
    private final Duration timeout;
    private final Map<SegmentName, Long> own = new ConcurrentHashMap<>();

    SegmentClaims(TokenDocuments documents, String owner, Duration timeout) {
        this.documents = documents;
        this.owner = owner;
        this.timeout = timeout;
    }

    /**
     * @return the group as it was when the claim was taken
     * @throws UnableToClaimTokenException when another node holds the segment, or there is none that passes
     */
    TokenDocument take(SegmentName name, Predicate<TokenDocument> passes) {
        String path = path(name.segment());
        TokenDocument taken = change(name, passes, seen -> new Bson[] {
            inc(TURN, 1L), set(path + CLAIM, seen.turn() + 1), set(path + OWNER, owner), currentDate(path + CLAIMED_AT)
        });
        own.put(name, taken.turn() + 1);
        return taken;
    }

    /** Takes the segment away, which only its holder may do while there is one. */
    void delete(SegmentName name) {
        change(name, any -> true, seen -> new Bson[] {inc(TURN, 1L), unset(path(name.segment()))});
        own.remove(name);
    }

    /**
     * Changes a segment that is free, or this node's. What a majority holds may be behind what the primary compares with, and the group
     * changes with every segment that somebody takes: then it is tried again, but not without end.
     *
     * @return the group as it was before
     */
    private TokenDocument change(
            SegmentName name, Predicate<TokenDocument> passes, Function<TokenDocument, Bson[]> changes) {
        TokenDocument seen = find(name);
        for (int tries = 0; tries < TRIES; tries++) {
            if (!passes.test(seen)) {
                throw name.gone();
            }
            if (documents.update(name.processor(), isFree(name, seen), changes.apply(seen))) {
                return seen;
            }
            TokenDocument now = find(name);
            if (now.equals(seen) && isOthers(name, seen)) {
                throw name.taken();
            }
            seen = now;
        }
        throw name.taken();
    }

    private TokenDocument find(SegmentName name) {
        return documents
                .find(name.processor())
                .filter(group -> group.has(name.segment()))
                .orElseThrow(name::gone);
    }

    private boolean isOthers(SegmentName name, TokenDocument seen) {
        Long claim = seen.claim(name.segment());
        return claim != null && !claim.equals(own.get(name));
    }

    private Bson isFree(SegmentName name, TokenDocument seen) {
        Bson unchanged = unchanged(name, seen);
        return isOthers(name, seen)
                ? and(unchanged, ServerTime.isPast(path(name.segment()) + CLAIMED_AT, timeout))
                : unchanged;
    }

    /** The turn tells of new holders, the rest of what the same holder did. */
    private static Bson unchanged(SegmentName name, TokenDocument seen) {
        String path = path(name.segment());
        BsonValue claimedAt = seen.member(name.segment(), CLAIMED_AT);
        return and(
                eq(TURN, seen.turn()),
                exists(path),
                eq(path + POSITION, seen.member(name.segment(), POSITION)),
                claimedAt.isNull()
                        ? exists(path + CLAIMED_AT, false)
                        : lt(
                                path + CLAIMED_AT,
                                new BsonDateTime(claimedAt.asDateTime().getValue() + 1)));
    }

    /** @param seen with the server's time */
    List<Segment> available(String processor, TokenDocument seen) {
        List<SegmentName> others = seen.claimed()
                .mapToObj(segment -> new SegmentName(processor, segment))
                .filter(name -> isOthers(name, seen))
                .toList();
        return IntStream.of(seen.segments())
                .mapToObj(segment -> new SegmentName(processor, segment))
                .filter(name -> !others.contains(name) || seen.isClaimPast(name.segment(), timeout))
                .map(name -> seen.sized(name.segment()))
                .toList();
    }

    /** The claim that this node holds, or once held and never claimed again; null when there was none. */
    @Nullable
    Long held(SegmentName name) {
        return own.get(name);
    }

    /**
     * Does something under the claim, and renews it.
     *
     * @throws UnableToClaimTokenException when it is lost
     */
    void under(SegmentName name, long claim, Bson... changes) {
        Bson[] all = Arrays.copyOf(changes, changes.length + 1);
        all[changes.length] = currentDate(path(name.segment()) + CLAIMED_AT);
        if (!documents.update(name.processor(), eq(path(name.segment()) + CLAIM, claim), all)) {
            throw name.lost();
        }
    }

    void release(SegmentName name, long claim) {
        String path = path(name.segment());
        documents.update(
                name.processor(),
                eq(path + CLAIM, claim),
                inc(TURN, 1L),
                unset(path + CLAIM),
                unset(path + OWNER),
                unset(path + CLAIMED_AT));
        own.remove(name, claim);
    }
}
