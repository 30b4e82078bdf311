package io.ssouser.api.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where a request comes from: the socket's peer, unless that is a proxy which the configuration trusts. Then it is the rightmost address of
 * {@code X-Forwarded-For} that is no trusted proxy, because everything left of it is the client's own word.
 */
public final class ClientAddress {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 =
            Pattern.compile("[0-9a-fA-F:]{2,39}|[0-9a-fA-F:]{2,30}:\\d{1,3}(\\.\\d{1,3}){3}");

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
        if (!isTrusted(peer)) {
            return peer;
        }
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        String client = peer;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            if (parse(hops.get(i)).isEmpty()) {
                return client;
            }
            client = hops.get(i);
        }
        return client;
    }

    /** What the limits count by: the address, or the /64 of an IPv6 one, since that is what one customer is given (RFC 6177). */
    public String limited(HttpServletRequest request) {
        String client = of(request);
        return parse(client)
                .filter(Inet6Address.class::isInstance)
                .map(address -> prefix(address.getAddress()))
                .orElse(client);
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static String prefix(byte[] address) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            text.append(Character.forDigit((address[i] >> 4) & 0xf, 16))
                    .append(Character.forDigit(address[i] & 0xf, 16));
        }
        return text.append("/64").toString();
    }

    /** Only literals get to the resolver, so that no name is ever looked up for a stranger. */
    private static Optional<InetAddress> parse(String text) {
        boolean literal = IPV4.matcher(text).matches()
                || text.contains(":") && IPV6.matcher(text).matches();
        try {
            return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
