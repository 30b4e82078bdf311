package io.ssouser.api.audit;

import io.ssouser.api.conventions.Ids;
import io.ssouser.api.conventions.Moments;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.EventType;
import io.ssouser.domain.UserId;
import io.ssouser.domain.user.UserCommand.RecordAuditTrailRead;
import io.ssouser.projections.audittrail.FindAuditEvents;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which events of the trail are asked for. Every parameter is judged before anything is read; a bad one is refused with 400. */
record AuditSearch(
        @Nullable String type,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after,
        int limit) {
    private static final String DEFAULT_LIMIT = "50";
    private static final int HIGHEST_LIMIT = 500;
    private static final int LONGEST_CURSOR = 256;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z.-]{0,63}");
    private static final Pattern LIMIT = Pattern.compile("\\d{1,3}");

    static AuditSearch of(Map<String, String> parameters) {
        Instant from = moment("from", parameters);
        Instant to = moment("to", parameters);
        require(from == null || to == null || !from.isAfter(to), "from");
        String type = parameters.get("type");
        require(type == null || TYPE.matcher(type).matches(), "type");
        String after = parameters.get("after");
        require(after == null || !after.isEmpty() && after.length() <= LONGEST_CURSOR, "after");
        String limit = parameters.getOrDefault("limit", DEFAULT_LIMIT);
        require(LIMIT.matcher(limit).matches(), "limit");
        int most = Integer.parseInt(limit);
        require(most >= 1 && most <= HIGHEST_LIMIT, "limit");
        return new AuditSearch(type, from, to, after, most);
    }

    /** The same search behind another cursor. */
    AuditSearch after(@Nullable String cursor) {
        return new AuditSearch(type, from, to, cursor, limit);
    }

    /** The user who is asked about; null for all. */
    static @Nullable UserId userIn(Map<String, String> parameters) {
        String id = parameters.get("user_id");
        return id == null ? null : new UserId(Ids.uuid(id).orElseThrow(() -> invalid("user_id")));
    }

    FindAuditEvents about(@Nullable UserId user) {
        return new FindAuditEvents(user, type, from, to, after, limit);
    }

    /**
     * What the log remembers of the search.
     *
     * @param keeper on whose stream
     */
    RecordAuditTrailRead recordedWith(UserId keeper, @Nullable UserId user) {
        return new RecordAuditTrailRead(keeper, user, type == null ? null : new EventType(type), from, to);
    }

    /** A plus that arrives as a space is forgiven. */
    private static @Nullable Instant moment(String name, Map<String, String> parameters) {
        String text = parameters.get(name);
        return text == null ? null : Moments.parse(text.replace(' ', '+')).orElseThrow(() -> invalid(name));
    }

    private static void require(boolean sound, String name) {
        if (!sound) {
            throw invalid(name);
        }
    }

    private static RequestRefused invalid(String name) {
        return new RequestRefused(Problem.badRequest("Invalid value for '" + name + "'"));
    }
}
