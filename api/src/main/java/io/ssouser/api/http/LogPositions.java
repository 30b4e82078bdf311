package io.ssouser.api.http;

import java.util.OptionalLong;

/**
 * How far the log had come after the last command of the request that this thread serves. The interceptor of the command bus tells it
 * after each commit, on the thread that sent the command; {@link RequestFilter} clears it for each request and answers it.
 */
public final class LogPositions {
    private final ThreadLocal<Long> last = new ThreadLocal<>();

    /** @param position global position of the last event of a unit of work that is committed */
    public void reached(long position) {
        last.set(position);
    }

    /** Empty when no event was stored on this thread since it was cleared. */
    public OptionalLong last() {
        Long position = last.get();
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    void clear() {
        last.remove();
    }
}
