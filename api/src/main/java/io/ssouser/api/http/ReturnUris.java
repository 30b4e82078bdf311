package io.ssouser.api.http;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.Audience;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.application.subscription.ServiceCatalogue.Offer;
import io.ssouser.domain.subscription.ServiceName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Where browsers may be sent: addresses of applications that the operator has named, letter by letter, and nowhere else. A service that has
 * addresses of its own gets its people back there alone.
 */
public final class ReturnUris {
    private final List<URI> allowed;
    private final ServiceCatalogue services;
    private final URI connections;

    /**
     * @param allowed for the platform, and for services without addresses of their own; as {@link #parse} takes them
     * @param baseUrl of this service; its page of connections is where a linking ends that named no address
     * @throws IllegalArgumentException when one of them is another kind of address
     */
    public ReturnUris(List<String> allowed, ServiceCatalogue services, String baseUrl) {
        this.allowed = allowed.stream().map(ReturnUris::parse).toList();
        this.services = services;
        this.connections = URI.create(baseUrl + "/settings/connections");
    }

    /**
     * Where somebody may be sent who signs in.
     *
     * @param wanted null or empty for the first that the service has registered
     * @throws RequestRefused 400 when the address is none of the allowed ones, or none is asked for and the service has none
     */
    URI ofSignIn(Audience audience, @Nullable String wanted) {
        List<URI> own = offer(audience).map(Offer::redirectUris).orElse(List.of());
        if (audience.service() != null && (wanted == null || wanted.isEmpty())) {
            return own.stream()
                    .findFirst()
                    .orElseThrow(() ->
                            new RequestRefused(Problem.badRequest("No redirect URIs are registered for this service")));
        }
        return registered(own.isEmpty() ? allowed : own, wanted == null ? "" : wanted);
    }

    /** Of the bearer's application, or this service's own page when none is asked for. */
    URI ofLinking(Audience audience, @Nullable String wanted) {
        return wanted == null ? connections : ofSignIn(audience, wanted);
    }

    private static URI registered(List<URI> allowed, String wanted) {
        return allowed.stream()
                .filter(address -> address.toString().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new RequestRefused(
                        Problem.badRequest("redirect_uri '" + wanted + "' is not registered for this service")));
    }

    private Optional<Offer> offer(Audience audience) {
        String service = audience.service();
        return service == null ? Optional.empty() : services.find(new ServiceName(service));
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

    /**
     * An address to which browsers may be sent: absolute, http or https, without a fragment.
     *
     * @throws IllegalArgumentException when it is another kind of address
     */
    public static URI parse(String text) {
        URI address = URI.create(text);
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getFragment() != null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(text);
        }
        return address;
    }
}
