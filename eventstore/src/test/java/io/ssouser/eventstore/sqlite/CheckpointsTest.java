package io.ssouser.eventstore.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private static final int DUE = 2048;

    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicInteger copied = new AtomicInteger();
    private final ReentrantLock writers = new ReentrantLock();

    private final class DiskThatFails implements Checkpoints.CheckpointCopy {
        @Override
        public boolean isWhole() throws SQLException {
            if (failing.get()) {
                throw new SQLException("disk I/O error");
            }
            copied.incrementAndGet();
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void a_failure_is_counted_and_tried_again_without_another_append() throws SQLException {
        try (Checkpoints checkpoints = new Checkpoints(new DiskThatFails(), writers)) {
            failing.set(true);
            checkpoints.appended(DUE);
            await().atMost(Duration.ofSeconds(10)).until(() -> checkpoints.failures() >= 2);
            assertThat(copied).hasValue(0);

            failing.set(false);
            await().atMost(Duration.ofSeconds(10)).until(() -> copied.get() == 1);
        }
        assertThat(copied).hasValue(1);
        assertThat(writers.isLocked()).isFalse();
    }

    @Test
    void a_copy_waits_until_enough_was_appended() throws SQLException {
        try (Checkpoints checkpoints = new Checkpoints(new DiskThatFails(), writers)) {
            checkpoints.appended(DUE - 1);
            assertThat(copied).hasValue(0);
            checkpoints.appended(1);
            await().atMost(Duration.ofSeconds(5)).until(() -> copied.get() == 1);
            assertThat(checkpoints.failures()).isZero();
        }
    }
}
