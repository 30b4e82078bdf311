package io.ssouser.application.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.eventstore.AtOnce;
import io.ssouser.eventstore.state.OnEveryStateStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyStoreTest extends OnEveryStateStore {
    private KeyStore store;

    @BeforeEach
    void open_the_store() {
        store = new KeyStore(state());
    }

    @Test
    void nothing_is_found_where_nothing_was_kept() {
        store.keepIfAbsent("user/2", key("m", 2));
        assertThat(store.find("user/1")).isEmpty();
    }

    @Test
    void what_was_kept_is_found_also_after_reopening() throws Exception {
        store.keepIfAbsent("user/1", key("m", 1));
        assertSame(new KeyStore(reopened()).find("user/1").orElseThrow(), key("m", 1));
    }

    @Test
    void the_first_key_stays_and_later_makers_get_it() {
        store.keepIfAbsent("user/1", key("m", 1));
        assertSame(store.keepIfAbsent("user/1", key("n", 2)), key("m", 1));
        assertSame(store.find("user/1").orElseThrow(), key("m", 1));
    }

    @Test
    void of_racing_makers_one_wins_and_all_get_its_key() throws Exception {
        int makers = 8;
        KeyStore otherNode = new KeyStore(onAnotherNode());
        for (int round = 0; round < 10; round++) {
            String id = "user/" + round;
            CyclicBarrier start = new CyclicBarrier(makers);
            List<Future<Byte>> seen = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(makers);
            for (int maker = 1; maker <= makers; maker++) {
                WrappedKey own = key("m", maker);
                KeyStore node = maker % 2 == 0 ? store : otherNode;
                seen.add(threads.submit(() -> {
                    start.await();
                    return node.keepIfAbsent(id, own).bytes()[0];
                }));
            }
            byte winner = seen.get(0).get();
            for (Future<Byte> one : seen) {
                assertThat(one.get()).isEqualTo(winner);
            }
            assertThat(store.find(id).orElseThrow().bytes()[0]).isEqualTo(winner);
            threads.shutdown();
        }
    }

    @Test
    void a_replaced_key_is_gone_and_the_other_stands_in_its_place() throws Exception {
        store.keepIfAbsent("user/1", key("m", 1));
        store.replace("user/1", WrappedKey.DESTROYED);
        store.replace("user/2", key("m", 2));
        assertThat(store.keepIfAbsent("user/1", key("m", 3)).isDestroyed()).isTrue();
        assertSame(store.find("user/2").orElseThrow(), key("m", 2));
        assertThat(new KeyStore(reopened()).find("user/1").orElseThrow().isDestroyed())
                .isTrue();
    }

    @Test
    void of_many_keys_those_are_kept_whose_ids_are_free_and_the_others_are_named() throws Exception {
        store.keepIfAbsent("user/2", key("m", 2));
        store.replace("user/3", WrappedKey.DESTROYED);
        assertThat(store.keepAllAbsent(Map.of(
                        "user/1", key("n", 1), "user/2", key("n", 2), "user/3", key("n", 3), "user/4", key("n", 4))))
                .containsExactlyInAnyOrder("user/2", "user/3");
        assertSame(store.find("user/2").orElseThrow(), key("m", 2));
        assertThat(store.find("user/3").orElseThrow().isDestroyed()).isTrue();
        assertSame(store.find("user/4").orElseThrow(), key("n", 4));
        assertThat(store.keepAllAbsent(Map.of("user/5", key("n", 5)))).isEmpty();
        assertSame(new KeyStore(reopened()).find("user/1").orElseThrow(), key("n", 1));
    }

    @Test
    void a_destroyed_key_is_not_replaced_by_a_living_one() {
        store.replace("user/1", WrappedKey.DESTROYED);
        store.replace("user/1", key("m", 1));
        assertThat(store.find("user/1").orElseThrow().isDestroyed()).isTrue();
    }

    @Test
    void of_a_replacement_and_a_destruction_at_once_the_destruction_stays() throws Exception {
        KeyStore otherNode = new KeyStore(onAnotherNode());
        for (int round = 0; round < 20; round++) {
            String id = "user/" + round;
            store.keepIfAbsent(id, key("m", 1));
            CyclicBarrier start = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<?>> both = new ArrayList<>();
            both.add(threads.submit(() -> {
                start.await();
                store.replace(id, WrappedKey.DESTROYED);
                return null;
            }));
            both.add(threads.submit(() -> {
                start.await();
                otherNode.replace(id, key("m", 2));
                return null;
            }));
            for (Future<?> one : both) {
                one.get();
            }
            threads.shutdown();
            assertThat(store.find(id).orElseThrow().isDestroyed()).isTrue();
        }
    }

    @Test
    void of_a_first_key_and_a_destruction_at_once_the_destruction_stays() throws Exception {
        KeyStore otherNode = new KeyStore(onAnotherNode());
        for (int round = 0; round < 20; round++) {
            String id = "user/" + round;
            AtomicInteger callers = new AtomicInteger();
            AtOnce.call(2, () -> {
                if (callers.incrementAndGet() == 1) {
                    store.replace(id, WrappedKey.DESTROYED);
                } else {
                    otherNode.keepIfAbsent(id, key("m", 1));
                }
                return id;
            });
            assertThat(store.find(id).orElseThrow().isDestroyed()).isTrue();
        }
    }

    @Test
    void all_that_is_kept_is_shown_by_id_and_destroyed_keys_are_remembered() throws Exception {
        store.keepIfAbsent("user/2", key("m", 2));
        store.replace("user/10", WrappedKey.DESTROYED);
        store.keepIfAbsent("check", key("n", 1));
        Map<String, WrappedKey> shown = new LinkedHashMap<>();
        new KeyStore(reopened()).forEach(shown::put);
        assertThat(shown.keySet()).containsExactly("check", "user/10", "user/2");
        assertSame(shown.get("check"), key("n", 1));
        assertSame(shown.get("user/10"), WrappedKey.DESTROYED);
        assertSame(shown.get("user/2"), key("m", 2));
    }

    @Test
    void nothing_is_shown_where_nothing_was_kept() {
        store.forEach((id, key) -> {
            throw new AssertionError(id);
        });
    }

    private static WrappedKey key(String master, int content) {
        return new WrappedKey(master, new byte[] {(byte) content, 7, 7});
    }

    private static void assertSame(WrappedKey found, WrappedKey kept) {
        assertThat(found.masterKey()).isEqualTo(kept.masterKey());
        assertThat(found.bytes()).isEqualTo(kept.bytes());
    }
}
