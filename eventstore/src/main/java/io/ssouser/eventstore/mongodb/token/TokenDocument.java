package io.ssouser.eventstore.mongodb.token;

import io.ssouser.eventstore.axon.TokenPositions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** One processing group as a document: its segments, each with its position and the claim on it. */
record TokenDocument(BsonDocument document) {
    static final String ID = "_id";
    /** Counts every change of who holds what, and so gives each claim a number that no other claim of the group ever had. */
    static final String TURN = "turn";

    /** The server's time, in what is read with it. */
    static final String NOW = "now";

    static final String SEGMENTS = "segments";
    static final String POSITION = ".position";
    static final String CLAIM = ".claim";
    static final String OWNER = ".owner";
    static final String CLAIMED_AT = ".claimed_at";

    static BsonDocument of(String processor, BsonDocument segments) {
        return new BsonDocument(ID, new BsonString(processor))
                .append(TURN, new BsonInt64(0))
                .append(SEGMENTS, segments);
    }

    static BsonDocument unclaimed(@Nullable TrackingToken token) {
        return new BsonDocument(POSITION.substring(1), position(token));
    }

    static BsonValue position(@Nullable TrackingToken token) {
        Long position = TokenPositions.of(token);
        return position == null ? BsonNull.VALUE : new BsonInt64(position);
    }

    /** Where a segment stands in the document; its members are behind it. */
    static String path(int segment) {
        return SEGMENTS + "." + segment;
    }

    long turn() {
        return document.getInt64(TURN).getValue();
    }

    int[] segments() {
        return document.getDocument(SEGMENTS).keySet().stream()
                .mapToInt(Integer::parseInt)
                .sorted()
                .toArray();
    }

    boolean has(int segment) {
        return document.getDocument(SEGMENTS).containsKey(String.valueOf(segment));
    }

    /** At its size among the others. */
    Segment sized(int segment) {
        return Segment.computeSegment(segment, segments());
    }

    /** @return null of BSON when there is no such member */
    BsonValue member(int segment, String member) {
        return document.getDocument(SEGMENTS)
                .getDocument(String.valueOf(segment))
                .getOrDefault(member.substring(1), BsonNull.VALUE);
    }

    @Nullable
    TrackingToken token(int segment) {
        long position = position(segment);
        return position == TokenPositions.BEFORE_THE_FIRST ? null : new GlobalSequenceTrackingToken(position);
    }

    Map<Integer, Long> positions() {
        return IntStream.of(segments()).boxed().collect(Collectors.toMap(Function.identity(), this::position));
    }

    private long position(int segment) {
        BsonValue position = member(segment, POSITION);
        return position.isNull()
                ? TokenPositions.BEFORE_THE_FIRST
                : position.asInt64().getValue();
    }

    IntStream claimed() {
        return IntStream.of(segments()).filter(segment -> claim(segment) != null);
    }

    /** The number of the claim on the segment, whether it has expired or not; null when it is free. */
    @Nullable
    Long claim(int segment) {
        BsonValue claim = member(segment, CLAIM);
        return claim.isNull() ? null : Long.valueOf(claim.asInt64().getValue());
    }

    /** Whether the claim on the segment was taken or renewed so long ago, by the time with which the document was read. */
    boolean isClaimPast(int segment, Duration timeout) {
        return member(segment, CLAIMED_AT).asDateTime().getValue() + timeout.toMillis()
                <= document.getDateTime(NOW).getValue();
    }
}
