package io.ssouser.application.idempotency;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer that may be given again. It may tell of a person, so it is not printable.
 *
 * @param request hash of the request that it was given to
 * @param grounds on what the request was judged, and is judged again before its answer is given again
 * @param status 200 to 499
 * @param headers those that belong to the answer, with all their values
 */
public record IdempotentResponse(
        String request, Set<String> grounds, int status, Map<String, List<String>> headers, byte[] body) {
    public IdempotentResponse {
        grounds = grounds == null ? Set.of() : Set.copyOf(grounds);
    }

    @Override
    public String toString() {
        return "IdempotentResponse[hidden]";
    }
}
