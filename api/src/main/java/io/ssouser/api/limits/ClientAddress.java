package io.ssouser.api.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where a request comes from: the socket's peer, unless that is a proxy which the configuration trusts. Then it is the rightmost address of
 * {@code X-Forwarded-For} that is no trusted proxy, because everything left of it is the client's own word. Every address has one spelling
 * ({@link IpText}), however a proxy writes it.
 */
public final class ClientAddress {
    private final List<IpAddressMatcher> trustedProxies;

    /** @param trustedProxies addresses or CIDR blocks; none to believe no forwarded header */
    public ClientAddress(List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream()
                .map(String::strip)
                .map(IpAddressMatcher::new)
                .toList();
    }

    /** The client's IP address as a text. */
    public String of(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        String client = peer.indexOf(':') < 0
                ? peer
                : IpText.parse(peer).map(IpText::of).orElse(peer);
        if (trustedProxies.isEmpty() || !isTrusted(client)) {
            return client;
        }
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            Optional<InetAddress> hop = IpText.parse(hops.get(i));
            if (hop.isEmpty()) {
                return client;
            }
            client = IpText.of(hop.get());
        }
        return client;
    }

    /** What the limits count by: the address, or the /64 of an IPv6 one, since that is what one customer is given (RFC 6177). */
    public String limited(HttpServletRequest request) {
        String client = of(request);
        return IpText.parse(client).map(IpText::network).orElse(client);
    }

    /** Whether it is a proxy that speaks for its clients. */
    public boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(proxy -> proxy.matches(address));
    }
}
