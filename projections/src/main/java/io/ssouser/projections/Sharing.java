package io.ssouser.projections;

import java.util.Map;
import java.util.function.Function;
import org.axonframework.eventhandling.pooled.MaxSegmentProvider;

/**
 * How the read models are shared among the processes that keep them in one store.
 *
 * @param segments into how many parts each is split when it begins; the events of one user all belong to one part. What is stored already
 *     stays as it was split
 * @param share how many parts of a read model this process may hold, asked again and again
 * @param stored the positions that all processes have stored, by part; −1 before the first event
 */
public record Sharing(int segments, MaxSegmentProvider share, Function<String, Map<Integer, Long>> stored) {

    /** One process has it all. */
    public static Sharing none(Function<String, Map<Integer, Long>> stored) {
        return new Sharing(1, MaxSegmentProvider.maxShort(), stored);
    }

    boolean isWithOthers() {
        return segments > 1;
    }
}
