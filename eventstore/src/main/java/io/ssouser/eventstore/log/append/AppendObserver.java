package io.ssouser.eventstore.log.append;

import java.time.Duration;

/** Told after every durable step of the engine, on the appending thread: be quick. */
@FunctionalInterface
public interface AppendObserver {
    /**
     * @param commits units of work that are now in the log
     * @param events of those commits
     * @param took from handing the batch to the log until its answer
     * @param longestWait how long the first of the callers had waited when the batch was taken up
     */
    record AppendedBatch(int commits, int events, Duration took, Duration longestWait) {}

    void appended(AppendedBatch step);
}
