package io.ssouser.api.identity;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.session.token.Audience;
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

    /**
     * Where a linking ends: where it is asked for, else at the bearer's service or the application whose page asks, else at this service's own
     * page.
     *
     * @param origin of the page that asks; null when none is told
     */
    URI ofLinking(Audience audience, @Nullable String wanted, @Nullable String origin) {
        if (wanted != null) {
            return ofSignIn(audience, wanted);
        }
        List<URI> own = offer(audience).map(Offer::redirectUris).orElse(List.of());
        Optional<URI> calling = (own.isEmpty() ? allowed : own)
                .stream()
                        .filter(address -> (address.getScheme() + "://" + address.getRawAuthority()).equals(origin))
                        .findFirst();
        return calling.or(() -> own.stream().findFirst()).orElse(connections);
    }

    /** The address, or where it is this service's own page that of the first application that is registered. */
    URI applicationsOr(URI returnTo) {
        return returnTo.equals(connections) ? allowed.stream().findFirst().orElse(connections) : returnTo;
    }

    /** Whether an application is there that can go on by itself; this service's own page cannot. */
    boolean isApplications(URI returnTo) {
        return !returnTo.equals(connections);
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

    /** The address with more in its query, each encoded. */
    static URI with(URI address, Map<String, String> query) {
        return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + encoded(query));
    }

    /** The address with that behind its {@code #}, each encoded. */
    static URI withFragment(URI address, Map<String, String> fragment) {
        return URI.create(address + "#" + encoded(fragment));
    }

    private static String encoded(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> member.getKey() + "=" + UriUtils.encode(member.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
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
