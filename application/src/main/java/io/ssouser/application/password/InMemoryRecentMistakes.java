package io.ssouser.application.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ssouser.domain.password.LockoutPolicy;
import io.ssouser.domain.password.RecentMistakes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * The recent mistakes of this process, in memory alone, as HMAC-SHA256 under a key that the process made for itself: no wrong password is
 * stored anywhere. For a service of one process. After a restart, or when too many others came in between, the same mistake counts once
 * more, which errs to the side of the lock.
 */
public final class InMemoryRecentMistakes implements RecentMistakes {
    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** About 15 MB. */
    private static final int AT_MOST = 100_000;

    private final SecretKeySpec key;
    private final Cache<String, Boolean> counted;

    public InMemoryRecentMistakes(SecureRandom random, Clock clock) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, HMAC);
        this.counted = Caffeine.newBuilder()
                .expireAfterWrite(LockoutPolicy.PAUSE)
                .maximumSize(AT_MOST)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A mistake whose event was lost has not been counted, so it is remembered after the commit. */
    @Override
    public boolean repeats(Mistake mistake) {
        String fingerprint = fingerprint(mistake);
        if (counted.getIfPresent(fingerprint) != null) {
            return true;
        }
        CurrentUnitOfWork.get().afterCommit(done -> counted.put(fingerprint, Boolean.TRUE));
        return false;
    }

    private String fingerprint(Mistake mistake) {
        String message =
                String.join("\n", mistake.userId().value(), mistake.count(), mistake.against(), mistake.typed());
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
