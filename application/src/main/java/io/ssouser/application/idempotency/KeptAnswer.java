package io.ssouser.application.idempotency;

import java.util.List;
import java.util.Map;

/**
 * An answer that may be given again. It may hold secrets, such as backup codes, so it is not printable.
 *
 * @param request hash of the request that it was given to
 * @param status 200 to 499
 * @param headers those that belong to the answer, with all their values
 */
public record KeptAnswer(String request, int status, Map<String, List<String>> headers, byte[] body) {
    @Override
    public String toString() {
        return "KeptAnswer[hidden]";
    }
}
