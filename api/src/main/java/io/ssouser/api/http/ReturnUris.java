package io.ssouser.api.http;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Where browsers may be sent: addresses of applications that the operator has named, letter by letter, and nowhere else. */
public final class ReturnUris {
    private final Set<String> allowed;
    private final URI connections;

    /**
     * @param allowed absolute, http or https, without a fragment
     * @param baseUrl of this service; its page of connections is where a linking ends that named no address
     * @throws IllegalArgumentException when one of them is another kind of address
     */
    public ReturnUris(List<String> allowed, String baseUrl) {
        allowed.forEach(ReturnUris::requireAddress);
        this.allowed = Set.copyOf(allowed);
        this.connections = URI.create(baseUrl + "/settings/connections");
    }

    /** @throws RequestRefused 400 when the address is none of the allowed ones */
    URI ofSignIn(String wanted) {
        if (!allowed.contains(wanted)) {
            throw new RequestRefused(
                    Problem.badRequest("redirect_uri '" + wanted + "' is not registered for this service"));
        }
        return URI.create(wanted);
    }

    /** As {@link #ofSignIn}, or this service's own page when none is asked for. */
    URI ofLinking(@Nullable String wanted) {
        return wanted == null ? connections : ofSignIn(wanted);
    }

    boolean isApplications(URI returnTo) {
        return !returnTo.equals(connections);
    }

    /** The address with more in its query, each encoded. */
    static URI with(URI address, Map<String, String> query) {
        String more = query.entrySet().stream()
                .map(member -> member.getKey() + "=" + UriUtils.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + more);
    }

    private static void requireAddress(String text) {
        URI address = URI.create(text);
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getFragment() != null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
    }
}
