package io.ssouser.application.session;

import io.ssouser.domain.device.DeviceName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What people call the software behind a {@code User-Agent}. Browsers have frozen theirs to little more than family and system, so a table
 * of both is all that there is to tell; a parser library would bring hundreds of patterns for what is not asked here.
 */
public final class ClientNames {
    /** The first that fits: most browsers also name those that they want to be taken for. */
    private static final Map<String, String> FAMILIES = inOrder(
            "EdgiOS/",
            "Edge",
            "EdgA/",
            "Edge",
            "Edg/",
            "Edge",
            "OPR/",
            "Opera",
            "SamsungBrowser/",
            "Samsung Internet",
            "Vivaldi/",
            "Vivaldi",
            "FxiOS/",
            "Firefox",
            "Firefox/",
            "Firefox",
            "CriOS/",
            "Chrome",
            "Chrome/",
            "Chrome",
            "Version/",
            "Safari");

    private static final Map<String, String> SYSTEMS = inOrder(
            "iPhone",
            "iPhone",
            "iPad",
            "iPad",
            "Android",
            "Android",
            "Windows",
            "Windows",
            "CrOS",
            "ChromeOS",
            "Macintosh",
            "Mac",
            "Linux",
            "Linux");

    /** Software that is no browser and says nothing of its system. */
    private static final Map<String, String> OTHERS = Map.of("node", "Node.js", "undici", "Node.js");

    private ClientNames() {}

    /** Empty for what is not in the table. */
    public static Optional<DeviceName> of(String userAgent) {
        if (OTHERS.containsKey(userAgent)) {
            return Optional.of(new DeviceName(OTHERS.get(userAgent)));
        }
        if (!userAgent.startsWith("Mozilla/5.0 (")) {
            return Optional.empty();
        }
        return first(FAMILIES, userAgent)
                .map(family -> new DeviceName(first(SYSTEMS, userAgent)
                        .map(system -> family + " on " + system)
                        .orElse(family)));
    }

    private static Optional<String> first(Map<String, String> table, String userAgent) {
        return table.entrySet().stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> inOrder(String... signsAndNames) {
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i < signsAndNames.length; i += 2) {
            table.put(signsAndNames[i], signsAndNames[i + 1]);
        }
        return table;
    }
}
