package io.ssouser.api.security;

import io.ssouser.application.session.ClientNames;
import io.ssouser.application.session.SigningBrowser;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;

/**
 * How a browser proves, at the next sign-in, which device of a user it is: one cookie a user, which scripts cannot read, with the device's
 * id and an HMAC-SHA256 over user and device. It signs nobody in, and the user aggregate decides whether the device is still good. The
 * cookie's name shows which user it is only to those who know the user's id.
 */
public final class DeviceCookie {
    /** The longest that browsers keep a cookie (RFC 6265bis, 5.5); a device in use is renewed before its 90 days are over. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final String NAME_PREFIX = "sso_device_";
    private static final int NAME_BYTES = 4;

    private final SecretKeySpec key;
    private final boolean alwaysSecure;

    /**
     * @param secret of the service, at least 32 bytes, the same on every node
     * @param alwaysSecure whether clients come by HTTPS even when the request does not show it, as behind a proxy
     */
    public DeviceCookie(byte[] secret, boolean alwaysSecure) {
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.alwaysSecure = alwaysSecure;
    }

    /** The device that the request proves to come from; empty without a cookie for this user, or with one that was tampered with. */
    public Optional<DeviceId> read(HttpServletRequest request, UserId user) {
        Cookie[] cookies = request.getCookies();
        String name = name(user);
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                return verify(cookie.getValue(), user);
            }
        }
        return Optional.empty();
    }

    /** What signs in with that request. */
    public SigningBrowser browser(HttpServletRequest request) {
        return new SigningBrowser() {
            @Override
            public Optional<DeviceId> deviceOf(UserId user) {
                return read(request, user);
            }

            @Override
            public Optional<DeviceName> client() {
                return Optional.ofNullable(request.getHeader("User-Agent")).flatMap(ClientNames::of);
            }
        };
    }

    /** The cookie that makes this browser that device. */
    public ResponseCookie issue(HttpServletRequest request, UserId user, DeviceId device) {
        return ResponseCookie.from(name(user), device.value() + '.' + sign(user, device.value()))
                .httpOnly(true)
                .secure(alwaysSecure || request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(KEPT)
                .build();
    }

    private Optional<DeviceId> verify(String value, UserId user) {
        int dot = value.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        String device = value.substring(0, dot);
        byte[] presented = value.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(presented, sign(user, device).getBytes(StandardCharsets.UTF_8));
        return genuine ? Optional.of(new DeviceId(device)) : Optional.empty();
    }

    private String sign(UserId user, String device) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            byte[] signature = mac.doFinal((user.value() + '\n' + device).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static String name(UserId user) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(user.value().getBytes(StandardCharsets.UTF_8));
            return NAME_PREFIX + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
