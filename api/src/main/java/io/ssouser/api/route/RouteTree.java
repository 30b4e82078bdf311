package io.ssouser.api.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules of all routes by path and method, with a level for each segment. Finds the route that Spring's mapping finds: a literal before a
 * variable, and for HEAD that of GET. Filled before the first request.
 */
final class RouteTree {
    private static final Pattern LITERAL = Pattern.compile("[^*?{}]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");
    private static final String ANY_METHOD = "";

    private final Node root = new Node();

    /**
     * Adds a route.
     *
     * @param pattern whose segments are literals or {@code {variables}}
     * @param methods none for all
     * @throws IllegalStateException when the pattern is another, or a route of the same path and method has other rules
     */
    void add(String pattern, Set<String> methods, RouteRules rules) {
        Node node = root;
        node.below.add(rules);
        for (String segment : pattern.substring(1).split("/", -1)) {
            node = node.grow(segment, pattern);
            node.below.add(rules);
        }
        for (String method : methods.isEmpty() ? Set.of(ANY_METHOD) : methods) {
            RouteRules other = node.byMethod.putIfAbsent(method, rules);
            if (other != null && !other.equals(rules)) {
                throw new IllegalStateException("Two handlers of " + method + " " + pattern + " have other rules");
            }
        }
    }

    /**
     * The rules for a request: of its route; when none of its path has the method, of the path; when there is none, of the
     * deepest folder of the path that has routes ({@link RouteRules#beside}).
     *
     * @param path decoded, without parameters
     */
    RouteRules find(String path, String method) {
        RouteRules route = route(root, path, 1, method);
        RouteRules found = route == null ? route(root, path, 1, null) : route;
        return found == null ? RouteRules.beside(folder(path).below) : found;
    }

    /** @param method null for any */
    private static @Nullable RouteRules route(Node node, String path, int from, @Nullable String method) {
        if (from > path.length()) {
            return method == null ? node.ofAnyMethod() : node.of(method);
        }
        int end = end(path, from);
        Node literal = node.literals.get(path.substring(from, end));
        RouteRules found = literal == null ? null : route(literal, path, end + 1, method);
        return found == null && node.variable != null && end > from
                ? route(node.variable, path, end + 1, method)
                : found;
    }

    private Node folder(String path) {
        Node folder = root;
        for (int from = 1; from < path.length(); from = end(path, from) + 1) {
            Node literal = folder.literals.get(path.substring(from, end(path, from)));
            Node next = literal != null && literal.isFolder() ? literal : folder.variable;
            if (next == null || !next.isFolder()) {
                return folder;
            }
            folder = next;
        }
        return folder;
    }

    private static int end(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, RouteRules> byMethod = new HashMap<>();
        private final Set<RouteRules> below = new HashSet<>();
        private @Nullable Node variable;

        Node grow(String segment, String pattern) {
            if (LITERAL.matcher(segment).matches()) {
                return literals.computeIfAbsent(segment, name -> new Node());
            }
            if (!VARIABLE.matcher(segment).matches()) {
                throw new IllegalStateException("The rules of " + pattern + " could not be found by its paths");
            }
            Node grown = variable == null ? new Node() : variable;
            variable = grown;
            return grown;
        }

        boolean isFolder() {
            return variable != null || !literals.isEmpty();
        }

        @Nullable
        RouteRules of(String method) {
            RouteRules rules = byMethod.get(method);
            if (rules == null && method.equals("HEAD")) {
                rules = byMethod.get("GET");
            }
            return rules == null ? byMethod.get(ANY_METHOD) : rules;
        }

        @Nullable
        RouteRules ofAnyMethod() {
            Set<RouteRules> all = new HashSet<>(byMethod.values());
            if (all.isEmpty()) {
                return null;
            }
            return all.size() == 1 ? all.iterator().next() : RouteRules.beside(all);
        }
    }
}
