package io.ssouser.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.app.journey.Browser.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a browser does between a service and a provider, a step at a time, so that a test can meddle with each. */
public final class ProviderHandshake {
    public static final String APPLICATION = "https://app.example.org/signed-in";

    private static final HttpClient PROVIDERS = HttpClient.newHttpClient();

    private ProviderHandshake() {}

    /** Settings of a service at {@code http://sso.example.org} that has these providers and may send browsers to {@link #APPLICATION}. */
    public static String[] settings(String[]... providers) {
        return Stream.concat(
                        Stream.of("sso.redirect-uris=" + APPLICATION, "sso.base-url=http://sso.example.org"),
                        Stream.of(providers).flatMap(Stream::of))
                .toArray(String[]::new);
    }

    /** The path with which the provider sends the browser back that was sent to that address. */
    public static String visit(String authorizationUrl) {
        try {
            HttpResponse<String> sent = PROVIDERS.send(
                    HttpRequest.newBuilder(URI.create(authorizationUrl)).build(), BodyHandlers.ofString());
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
            URI back = URI.create(sent.headers().firstValue("Location").orElseThrow());
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins a linking. Returns where the provider is. */
    public static String startLink(Browser owner, String provider) {
        Reply started = owner.post("/api/user/identities/" + provider + "/link", Map.of());
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        return started.text("authorization_url");
    }

    /** Links whomever the provider expects. */
    public static Reply link(Browser owner, String provider) {
        return owner.get(visit(startLink(owner, provider)));
    }

    /** Begins a sign-in. Returns where the provider is. */
    public static String startSignIn(Browser stranger, String provider) {
        return location(stranger.get("/auth/" + provider + "?redirect_uri=" + encoded(APPLICATION)));
    }

    /** Signs in, as far as the application's address. */
    public static String signIn(Browser stranger, String provider) {
        return location(stranger.get(visit(startSignIn(stranger, provider))));
    }

    /** Signs in, as far as the answer of the exchange. */
    public static Reply signInAndExchange(Browser stranger, String provider) {
        return stranger.post("/api/auth/exchange", Map.of("code", parameter(signIn(stranger, provider), "code")));
    }

    /** What the page that asks would send back with its buttons. */
    public static Map<String, String> question(Reply page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("action=\"consent\"", "name=\"answer\" value=\"link\"");
        return hidden(page);
    }

    /** Types a code into the page that asks for the second factor, and presses its button. */
    public static Reply typeCode(Browser reader, String provider, Reply page, String code) {
        assertThat(page.body()).contains("action=\"second-factor\"", "<input name=\"code\"");
        Map<String, String> fields = new HashMap<>(hidden(page));
        fields.put("code", code);
        return reader.submit("/auth/" + provider + "/second-factor", fields);
    }

    /** What the form of a page sends back that nobody typed. */
    public static Map<String, String> hidden(Reply page) {
        Matcher hidden = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">")
                .matcher(page.body());
        Map<String, String> fields = new HashMap<>();
        while (hidden.find()) {
            fields.put(hidden.group(1), hidden.group(2));
        }
        return fields;
    }

    /** Presses one of the buttons of that page. */
    public static Reply press(Browser reader, String provider, Map<String, String> question, String answer) {
        Map<String, String> fields = new HashMap<>(question);
        fields.put("answer", answer);
        return reader.submit("/auth/" + provider + "/consent", fields);
    }

    public static String location(Reply redirect) {
        assertThat(redirect.status()).as(redirect.body()).isEqualTo(302);
        return String.valueOf(redirect.header("Location"));
    }

    /** A parameter of the address; empty when it has none. */
    public static String parameter(String address, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
        return found.find() ? URLDecoder.decode(found.group(1), StandardCharsets.UTF_8) : "";
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
