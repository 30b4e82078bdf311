package io.ssouser.app.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks as GitHub does: OAuth 2.0 without OpenID Connect, accounts by number, addresses at a route of their own, and a bad code answered with
 * 200 and an error. Codes work once, and only with the verifier of their challenge. Whoever comes is signed in at once.
 */
public final class FakeGitHub implements AutoCloseable {
    private static final String CLIENT = "Iv1.a629723000043eca";
    private static final String SECRET = "a secret of the GitHub app";

    private record Account(long id, String login, String email, boolean verified) {}

    private record Grant(Account account, String challenge, String redirectUri) {}

    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Account> tokens = new ConcurrentHashMap<>();
    private volatile int addressesStatus = 200;
    private volatile Account next = new Account(1, "nobody", "nobody@example.org", false);

    public FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/login/oauth/authorize", this::authorize);
        server.createContext("/login/oauth/access_token", this::redeem);
        server.createContext("/api/v3/user", this::user);
        server.createContext("/api/v3/user/emails", this::emails);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String[] settings() {
        return new String[] {
            "sso.providers.github.client-id=" + CLIENT,
            "sso.providers.github.client-secret=" + SECRET,
            "sso.providers.github.issuer=" + address()
        };
    }

    /** What its route of addresses answers from now on: 200 and the addresses, or a refusal. */
    public void answerAddressesWith(int status) {
        addressesStatus = status;
    }

    /** Who comes next. */
    public void expect(long id, String login, String email, boolean verified) {
        next = new Account(id, login, email, verified);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
        boolean sound = CLIENT.equals(asked.get("client_id"))
                && "S256".equals(asked.get("code_challenge_method"))
                && asked.containsKey("state");
        if (!sound) {
            answer(exchange, 404, "Not Found");
            return;
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Grant(next, asked.get("code_challenge"), asked.get("redirect_uri")));
        exchange.getResponseHeaders()
                .set("Location", asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
        answer(exchange, 302, "");
    }

    private void redeem(HttpExchange exchange) throws IOException {
        Map<String, String> sent = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = codes.remove(sent.getOrDefault("code", ""));
        boolean sound = grant != null
                && CLIENT.equals(sent.get("client_id"))
                && SECRET.equals(sent.get("client_secret"))
                && grant.redirectUri().equals(sent.get("redirect_uri"))
                && grant.challenge().equals(challengeOf(sent.getOrDefault("code_verifier", "")));
        if (!sound) {
            answer(exchange, 200, "{\"error\":\"bad_verification_code\",\"error_description\":\"It is not right.\"}");
            return;
        }
        String token = "gho_" + UUID.randomUUID();
        tokens.put(token, grant.account());
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + token + "\",\"scope\":\"read:user,user:email\",\"token_type\":\"bearer\"}");
    }

    private void user(HttpExchange exchange) throws IOException {
        Account account = bearer(exchange);
        if (account == null) {
            answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
        } else {
            answer(exchange, 200, "{\"login\":\"" + account.login() + "\",\"id\":" + account.id() + ",\"email\":null}");
        }
    }

    private void emails(HttpExchange exchange) throws IOException {
        Account account = bearer(exchange);
        if (account == null) {
            answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
        } else if (addressesStatus != 200) {
            answer(exchange, addressesStatus, "{\"message\":\"Resource not accessible by integration\"}");
        } else {
            answer(exchange, 200, """
                    [{"email":"old@example.org","primary":false,"verified":true,"visibility":null},
                     {"email":"%s","primary":true,"verified":%s,"visibility":"private"}]
                    """.formatted(account.email(), account.verified()));
        }
    }

    private Account bearer(HttpExchange exchange) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean named = exchange.getRequestHeaders().containsKey("User-Agent");
        return named && header.startsWith("Bearer ") ? tokens.get(header.substring("Bearer ".length())) : null;
    }

    private static Map<String, String> form(String text) {
        Map<String, String> members = new HashMap<>();
        for (String member : text.split("&")) {
            int equals = member.indexOf('=');
            members.put(
                    member.substring(0, equals),
                    URLDecoder.decode(member.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return members;
    }

    private static String challengeOf(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
