package io.ssouser.app.journey;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** A person's authenticator app, and the sheet with the backup codes beside it. */
public record Authenticator(String secret, List<String> backupCodes, Clock clock) {
    public Authenticator(String secret) {
        this(secret, Clock.systemUTC());
    }

    /** @param clock that of the service, so that the codes are good whenever it is */
    public Authenticator(String secret, Clock clock) {
        this(secret, new ArrayList<>(), clock);
    }

    /** The code of the present 30-second step, or of one so many steps away. */
    public String code(int stepsAway) {
        SecretKeySpec key = new SecretKeySpec(Base32.decode(secret), "HmacSHA1");
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(key, clock.instant().plusSeconds(30L * stepsAway));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
