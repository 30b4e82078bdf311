package io.ssouser.application.identity;

import io.ssouser.domain.identity.ProviderName;
import java.net.URI;
import java.util.Map;

/** Somebody else who knows people: an authorization server that this service is a client of. Its tokens are used once and not kept. */
public interface IdentityProvider {
    ProviderName name();

    /**
     * Where a browser asks the provider who its user is: authorization code with PKCE S256 (RFC 7636).
     *
     * @throws ProviderFailed when the provider does not say where
     */
    URI authorization(Handshake handshake);

    /**
     * Redeems what the browser brought back, and judges it: issuer, code, and everything that is signed.
     *
     * @param answer the query with which the provider sent the browser back, without {@code error}
     * @throws ProviderFailed when the answer is no proof, or the provider cannot be asked
     */
    ProvenIdentity redeem(Handshake handshake, Map<String, String> answer);

    /**
     * The secrets of one handshake, the same when it begins and when it ends.
     *
     * @param state comes back with the browser
     * @param nonce must stand in what the provider signs
     * @param verifier of PKCE, 43 characters
     */
    record Handshake(URI callback, String state, String nonce, String verifier) {
        @Override
        public String toString() {
            return "Handshake[hidden]";
        }
    }
}
