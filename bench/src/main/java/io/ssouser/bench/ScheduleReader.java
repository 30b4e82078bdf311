package io.ssouser.bench;

import java.util.List;
import java.util.function.Predicate;

/** Reads the payloads of all events in order, from the first on. */
interface ScheduleReader extends AutoCloseable {
    /** Returns when such an event has been read. */
    void readUntil(Predicate<String> found);

    List<String> read();

    @Override
    void close();
}
