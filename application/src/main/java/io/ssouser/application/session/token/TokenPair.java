package io.ssouser.application.session.token;

/**
 * What a person's software gets for a session. Not printable.
 *
 * @param accessToken JWT, sent with every request
 * @param refreshToken 43 characters of base64url, good for one rotation
 * @param expiresIn life of the access token in seconds
 */
public record TokenPair(String accessToken, String refreshToken, long expiresIn) {
    @Override
    public String toString() {
        return "TokenPair[hidden]";
    }
}
