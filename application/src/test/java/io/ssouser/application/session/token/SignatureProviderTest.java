package io.ssouser.application.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureProviderTest {
    private static final byte[] TEXT = {1, 2, 3};

    @Test
    void this_machine_signs_by_native_code_and_gives_the_signature_of_the_jdk() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Provider own = SignatureProvider.of("SHA256withRSA");

        assertThat(own.getName()).isEqualTo("Conscrypt");
        assertThat(signature(own, pair)).isEqualTo(signature(jdk(), pair));
    }

    static Stream<Callable<Provider>> failures() {
        return Stream.of(
                () -> {
                    throw new UnsatisfiedLinkError("no such library");
                },
                () -> {
                    throw new NoClassDefFoundError("org/conscrypt/Conscrypt");
                },
                () -> {
                    throw new IllegalStateException("no place for it");
                });
    }

    @ParameterizedTest
    @MethodSource("failures")
    void where_no_native_code_can_be_loaded_the_jdk_signs(Callable<Provider> loading) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();

        Provider chosen = SignatureProvider.of("SHA256withRSA", SignatureProvider.load(loading));

        assertThat(signature(chosen, pair)).isEqualTo(signature(jdk(), pair));
    }

    @Test
    void without_native_code_the_jdk_signs_by_elliptic_curves_too() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        Provider provider = SignatureProvider.of("SHA256withECDSA", Optional.empty());
        ECDSASigner signer = new ECDSASigner(key);
        signer.getJCAContext().setProvider(provider);
        ECDSAVerifier verifier = new ECDSAVerifier(key);
        verifier.getJCAContext().setProvider(provider);
        JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);

        assertThat(verifier.verify(header, TEXT, signer.sign(header, TEXT))).isTrue();
    }

    private static Provider jdk() throws Exception {
        return Signature.getInstance("SHA256withRSA").getProvider();
    }

    private static byte[] signature(Provider provider, KeyPair pair) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA", provider);
        signature.initSign(SignatureProvider.own(pair.getPrivate(), provider));
        signature.update(TEXT);
        return signature.sign();
    }
}
