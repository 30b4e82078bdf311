package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogUnavailable;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoHeadWatchTest {
    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore store = mongo.store();
    private final MongoEventLog log = new MongoEventLog(store);
    private final AtomicInteger woken = new AtomicInteger();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        store.close();
        mongo.close();
    }

    private void append(MongoEventLog node, String event) {
        Head head = node.head();
        node.append(head, CommitsToTry.after(head).commit(event).list());
    }

    @Test
    void what_another_node_appends_wakes_soon() {
        try (MongoStore there = mongo.store();
                MongoHeadWatch watch = new MongoHeadWatch(store, log, woken::incrementAndGet, refused::add)) {
            MongoEventLog other = new MongoEventLog(there);
            for (int i = 0; i < 5; i++) {
                int before = woken.get();
                append(other, "a@" + i);
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> woken.get() > before);
            }
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void after_closing_nothing_wakes() {
        MongoHeadWatch watch = new MongoHeadWatch(store, log, woken::incrementAndGet, refused::add);
        append(log, "a@0");
        await().until(() -> woken.get() > 0);
        watch.close();
        int before = woken.get();
        append(log, "a@1");
        await().during(Duration.ofMillis(200)).until(() -> woken.get() <= before + 1);
    }

    /** A change stream that tells of what it is fed with, and dies when told to. */
    private static final class FakeChanges implements LogChanges {
        private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();

        @Override
        public boolean awaitGrowth() {
            try {
                String word = told.poll(500, TimeUnit.MILLISECONDS);
                if ("die".equals(word)) {
                    throw new StoreUnavailable("The stream is dead");
                }
                return word != null;
            } catch (InterruptedException e) {
                throw new StoreUnavailable("Interrupted", e);
            }
        }

        @Override
        public void close() {
            told.clear();
        }
    }

    @Test
    void a_change_stream_wakes_and_where_it_died_the_poll_does() {
        FakeChanges changes = new FakeChanges();
        AtomicInteger opened = new AtomicInteger();
        Optional<Supplier<LogChanges>> source = Optional.of(() -> {
            if (opened.incrementAndGet() == 2) {
                throw new LogUnavailable("Not yet");
            }
            return changes;
        });
        try (MongoHeadWatch watch = new MongoHeadWatch(log, woken::incrementAndGet, source, refused::add)) {
            await().until(() -> woken.get() == 1);
            changes.told.add("commit");
            await().atMost(Duration.ofMillis(400)).until(() -> woken.get() == 2);
            changes.told.add("die");
            append(log, "a@0");
            await().until(() -> woken.get() >= 3);
            await().atMost(Duration.ofSeconds(15)).until(() -> opened.get() == 3);
            int before = woken.get();
            changes.told.addAll(List.of("commit"));
            await().until(() -> woken.get() > before);
            assertThat(watch).isNotNull();
        }
    }

    /** Not permitted, or sharded in a way that has none: the log is watched all the same. */
    @Test
    void a_change_stream_that_is_refused_is_told_of_once_and_the_poll_wakes() {
        AtomicInteger opened = new AtomicInteger();
        Optional<Supplier<LogChanges>> source = Optional.of(() -> {
            opened.incrementAndGet();
            throw new StoreRefused("not authorized on sso to execute command aggregate");
        });
        try (MongoHeadWatch watch = new MongoHeadWatch(log, woken::incrementAndGet, source, refused::add)) {
            await().until(() -> opened.get() == 1);
            append(log, "a@0");
            await().until(() -> woken.get() >= 1);
            await().atMost(Duration.ofSeconds(15)).until(() -> opened.get() == 2);
            await().during(Duration.ofSeconds(1)).until(() -> opened.get() == 2);
            assertThat(refused).containsExactly("not authorized on sso to execute command aggregate");
            assertThat(watch).isNotNull();
        }
    }
}
