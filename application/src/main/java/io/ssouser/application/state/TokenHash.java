package io.ssouser.application.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a secret token: SHA-256 of its UTF-8 text, 64 hex digits. A plain hash is enough, because tokens have at least 122
 * random bits (NIST SP 800-63B-4 asks for a slow one below 112).
 */
public record TokenHash(String hex) {

    public static TokenHash of(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new TokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
