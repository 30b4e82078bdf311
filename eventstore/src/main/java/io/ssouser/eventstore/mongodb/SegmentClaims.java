package io.ssouser.eventstore.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static io.ssouser.eventstore.mongodb.TokenDocument.CLAIM;
import static io.ssouser.eventstore.mongodb.TokenDocument.CLAIMED_AT;
import static io.ssouser.eventstore.mongodb.TokenDocument.OWNER;
import static io.ssouser.eventstore.mongodb.TokenDocument.POSITION;
import static io.ssouser.eventstore.mongodb.TokenDocument.TURN;
import static io.ssouser.eventstore.mongodb.TokenDocument.path;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.bson.BsonDateTime;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one node. A claim is taken by a write that succeeds only on the segment as it was seen before the server was
 * asked for its time, so a renewal in between makes it fail, and it never succeeds early. A claim that was lost stays known as lost until the
 * segment is claimed anew: a thread that still works under it must fail, also when the segment is free again.
 */
final class SegmentClaims {
    private final TokenDocuments documents;
    private final Supplier<Instant> serverTime;
    private final String owner;
    private final Duration timeout;
    private final Map<SegmentName, Long> own = new ConcurrentHashMap<>();

    SegmentClaims(TokenDocuments documents, Supplier<Instant> serverTime, String owner, Duration timeout) {
        this.documents = documents;
        this.serverTime = serverTime;
        this.owner = owner;
        this.timeout = timeout;
    }

    /**
     * @return the group as it was when the claim was taken
     * @throws UnableToClaimTokenException when another node holds the segment, or there is none that passes
     */
    TokenDocument take(SegmentName name, Predicate<TokenDocument> passes) {
        String path = path(name.segment());
        while (true) {
            TokenDocument seen = free(name);
            if (!passes.test(seen)) {
                throw name.gone();
            }
            long claim = seen.turn() + 1;
            if (documents.update(
                    name.processor(),
                    unchanged(name, seen),
                    inc(TURN, 1L),
                    set(path + CLAIM, claim),
                    set(path + OWNER, owner),
                    currentDate(path + CLAIMED_AT))) {
                own.put(name, claim);
                return seen;
            }
        }
    }

    /** Takes the segment away, which only its holder may do while there is one. */
    void delete(SegmentName name) {
        TokenDocument seen;
        do {
            seen = free(name);
        } while (!documents.update(
                name.processor(), unchanged(name, seen), inc(TURN, 1L), unset(path(name.segment()))));
        own.remove(name);
    }

    private TokenDocument free(SegmentName name) {
        TokenDocument seen = documents
                .find(name.processor())
                .filter(group -> group.has(name.segment()))
                .orElseThrow(name::gone);
        if (isOthers(name, seen) && !hasExpired(name, seen, serverTime.get())) {
            throw name.taken();
        }
        return seen;
    }

    private boolean isOthers(SegmentName name, TokenDocument seen) {
        Long claim = seen.claim(name.segment());
        return claim != null && !claim.equals(own.get(name));
    }

    private boolean hasExpired(SegmentName name, TokenDocument seen, Instant now) {
        return seen.claimedAtMillis(name.segment()) + timeout.toMillis() <= now.toEpochMilli();
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

    /** Those that are not held by other nodes. */
    List<Segment> available(String processor, TokenDocument seen) {
        List<SegmentName> others = seen.claimed()
                .mapToObj(segment -> new SegmentName(processor, segment))
                .filter(name -> isOthers(name, seen))
                .toList();
        Instant now = others.isEmpty() ? Instant.EPOCH : serverTime.get();
        return IntStream.of(seen.segments())
                .mapToObj(segment -> new SegmentName(processor, segment))
                .filter(name -> !others.contains(name) || hasExpired(name, seen, now))
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
