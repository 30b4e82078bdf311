package io.ssouser.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ssouser.app.settings.IdentityProperties.Provider;
import io.ssouser.app.settings.IdentityProperties.Type;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.oauth.GitHubProvider;
import io.ssouser.application.identity.oauth.OidcProvider;
import io.ssouser.application.identity.oauth.ProviderHttp;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredProviderTest {
    private static final ProviderHttp HTTP = new ProviderHttp();

    @Test
    void the_large_providers_need_no_issuer() {
        assertThat(open("github", null, "")).isInstanceOf(GitHubProvider.class);
        assertThat(open("google", null, "")).isInstanceOf(OidcProvider.class);
    }

    @Test
    void any_other_provider_speaks_openid_connect_unless_it_says_otherwise() {
        assertThat(open("corp", null, "https://id.corp.example.org")).isInstanceOf(OidcProvider.class);
        assertThat(open("corp", Type.GITHUB, "https://github.corp.example.org")).isInstanceOf(GitHubProvider.class);
        assertThat(open("corp", null, "http://localhost:9000/realm").name()).hasToString("corp");
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft, ''",
        "corp, ''",
        "corp, http://id.corp.example.org",
        "corp, ftp://id.corp.example.org",
        "corp, https:/no-host",
        "corp, not an address"
    })
    void a_provider_without_an_issuer_that_is_safe_to_ask_stops_the_start(String name, String issuer) {
        assertThatExceptionOfType(UnusableSetting.class)
                .isThrownBy(() -> open(name, null, issuer))
                .withMessageContaining("sso.providers." + name + ".issuer");
    }

    @ParameterizedTest
    @CsvSource({"password", "Corp", "a/b", "-", "''"})
    void a_name_that_could_not_stand_in_a_path_or_means_something_else_stops_the_start(String name) {
        assertThatExceptionOfType(UnusableSetting.class)
                .isThrownBy(() -> open(name, null, "https://id.corp.example.org"));
    }

    @ParameterizedTest
    @CsvSource({"'', secret", "client, ''"})
    void a_provider_without_its_client_stops_the_start(String id, String secret) {
        ConfiguredProvider provider = new ConfiguredProvider("google", new Provider(null, id, secret, "", List.of()));

        assertThatExceptionOfType(UnusableSetting.class)
                .isThrownBy(() -> provider.open(HTTP, Clock.systemUTC()))
                .withMessageContaining("client-secret");
    }

    private static IdentityProvider open(String name, @Nullable Type type, String issuer) {
        return new ConfiguredProvider(name, new Provider(type, "client", "secret", issuer, List.of()))
                .open(HTTP, Clock.systemUTC());
    }
}
