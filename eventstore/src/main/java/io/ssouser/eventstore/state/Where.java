package io.ssouser.eventstore.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conjunction of conditions, on each field one at most. An absent field meets none but {@link #isAbsent}.
 *
 * @param terms all of which have to be met
 */
public record Where(List<Term> terms) {
    /** Met by every document. */
    public static final Where ANY = new Where(List.of());

    /** How a field is compared. */
    public enum Comparison {
        EQUAL,
        ABSENT,
        AFTER,
        NOT_AFTER
    }

    /**
     * One condition.
     *
     * @param value null for {@link Comparison#ABSENT} alone
     */
    public record Term(
            String field, Comparison comparison, @Nullable Object value) {}

    public Where is(String field, Object value) {
        return and(new Term(field, Comparison.EQUAL, value));
    }

    public Where isAbsent(String field) {
        return and(new Term(field, Comparison.ABSENT, null));
    }

    public Where after(String field, Instant instant) {
        return and(new Term(field, Comparison.AFTER, instant));
    }

    /** At that instant or before. */
    public Where notAfter(String field, Instant instant) {
        return and(new Term(field, Comparison.NOT_AFTER, instant));
    }

    private Where and(Term term) {
        if (terms.stream().anyMatch(other -> other.field().equals(term.field()))) {
            throw new IllegalArgumentException("Compared twice: " + term.field());
        }
        List<Term> more = new ArrayList<>(terms);
        more.add(term);
        return new Where(List.copyOf(more));
    }
}
