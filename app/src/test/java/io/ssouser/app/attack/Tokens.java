package io.ssouser.app.attack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens, read without the key. */
final class Tokens {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Tokens() {}

    static String claim(String token, String name) {
        return claims(token).get(name).asString();
    }

    static JsonNode claims(String token) {
        String part = token.split("\\.")[1];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
