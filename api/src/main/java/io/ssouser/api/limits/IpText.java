package io.ssouser.api.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses as proxies write them: bare, with a port, in brackets, in quotes, with a zone, IPv4 mapped into IPv6. They are written in one
 * form (RFC 5952), and a mapped IPv4 address as what it is.
 */
final class IpText {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String V4 = BYTE + "(?:\\." + BYTE + "){3}";
    private static final String V6 = "[0-9a-fA-F:]*:[0-9a-fA-F:]*(?::" + V4 + ")?";
    private static final String ZONE = "(?:%[\\w.~-]+)?";
    private static final Pattern FORM = Pattern.compile(
            "(?:(" + V4 + ")(?::\\d{1,5})?|(" + V6 + ")" + ZONE + "|\\[(" + V6 + ")" + ZONE + "](?::\\d{1,5})?)");

    private static final int GROUPS = 8;

    private IpText() {}

    /** Only literals get to the resolver, so that no name is ever looked up for a stranger. */
    static Optional<InetAddress> parse(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        Matcher form = FORM.matcher(quoted ? text.substring(1, text.length() - 1) : text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String literal = form.group(1) != null ? form.group(1) : form.group(2) != null ? form.group(2) : form.group(3);
        try {
            return Optional.of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        List<String> groups = new ArrayList<>();
        byte[] bytes = address.getAddress();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(Integer.toHexString((bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff));
        }
        return shortened(groups);
    }

    /** The address, or the first half of an IPv6 one. */
    static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, GROUPS) + "/64"
                : address.getHostAddress();
    }

    /** The first of the longest runs of at least two zeros becomes two colons (RFC 5952, 4.2). */
    private static String shortened(List<String> groups) {
        int start = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return longest < 2
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + longest, GROUPS));
    }
}
