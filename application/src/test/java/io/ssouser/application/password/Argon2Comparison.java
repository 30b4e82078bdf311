package io.ssouser.application.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three libraries side by side; run by name alone. Its figures and the choice stand in {@code docs/adr/0002}. */
class Argon2Comparison {
    private static final byte[] SECRET = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SALT = new byte[16];
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final Map<String, Hashing> LIBRARIES = new LinkedHashMap<>();

    private interface Hashing {
        byte[] hash();
    }

    @BeforeAll
    static void gather_the_libraries() {
        Argon2Function password4j = Argon2Function.getInstance(19_456, 2, 1, 32, com.password4j.types.Argon2.ID, 19);
        Argon2Advanced jvm = Argon2Factory.createAdvanced(Argon2Factory.Argon2Types.ARGON2id, 16, 32);
        LIBRARIES.put("password4j", () -> password4j.hash(SECRET, SALT).getBytes());
        LIBRARIES.put("argon2-jvm", () -> jvm.rawHash(2, 19_456, 1, SECRET, SALT));
        LIBRARIES.put("bouncycastle", () -> Argon2.hash(SECRET, SALT, Argon2Cost.OWASP));
    }

    @Test
    void all_three_make_the_same_hash() {
        assertThat(LIBRARIES.values())
                .extracting(Hashing::hash)
                .containsOnly(LIBRARIES.get("argon2-jvm").hash());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hashes_a_second(int threads) throws InterruptedException {
        for (Map.Entry<String, Hashing> library : LIBRARIES.entrySet()) {
            count(library.getValue(), threads, WARM_UP);
            long collections = collections();
            long hashes = count(library.getValue(), threads, MEASURED);
            System.out.printf(
                    "%-12s %d threads %5.1f hashes/s %4d collections%n",
                    library.getKey(), threads, (double) hashes / MEASURED.toSeconds(), collections() - collections);
        }
    }

    private static long count(Hashing hashing, int threads, Duration time) throws InterruptedException {
        LongAdder hashes = new LongAdder();
        long end = System.nanoTime() + time.toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            pool.execute(() -> {
                while (System.nanoTime() < end) {
                    hashing.hash();
                    hashes.increment();
                }
            });
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return hashes.sum();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
