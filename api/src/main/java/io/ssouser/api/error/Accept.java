package io.ssouser.api.error;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** What a client says that it would rather read (RFC 9110, 12.5.1). */
final class Accept {
    private Accept() {}

    /** Whether it wants errors as RFC 9457 has them rather than as the wire contract does; the contract's when it does not care. */
    static boolean prefersProblem(@Nullable String header) {
        if (header == null) {
            return false;
        }
        try {
            List<MediaType> ranges = MediaType.parseMediaTypes(header);
            Wish problem = Wish.of(MediaType.APPLICATION_PROBLEM_JSON, ranges);
            Wish envelope = Wish.of(MediaType.APPLICATION_JSON, ranges);
            return problem.quality > 0
                    && (problem.quality > envelope.quality
                            || problem.quality == envelope.quality && problem.precision > envelope.precision);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** @param precision of the range that says so: the most precise one decides */
    private record Wish(double quality, int precision) {
        static Wish of(MediaType type, List<MediaType> ranges) {
            return ranges.stream()
                    .filter(range -> range.includes(type) && !isOtherSuffix(range, type))
                    .map(range -> new Wish(range.getQualityValue(), precision(range)))
                    .max(Comparator.comparingInt(Wish::precision))
                    .orElse(new Wish(0, -1));
        }

        private static int precision(MediaType range) {
            if (range.isWildcardType()) {
                return 0;
            }
            return range.isWildcardSubtype() ? 1 : 2;
        }

        private static boolean isOtherSuffix(MediaType range, MediaType type) {
            return !range.isWildcardSubtype() && !range.getSubtype().equals(type.getSubtype());
        }
    }
}
