package io.ssouser.api.security;

import io.ssouser.domain.user.UserCommand;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** On what a request was judged, beyond its bearer; kept with an answer that may be given again, so that it is judged again. */
public final class Grounds {
    /** The session's proof was fresh. */
    public static final String FRESH_SESSION = "fresh-session";

    private static final String ATTRIBUTE = Grounds.class.getName();

    private Grounds() {}

    /** Notes what the user aggregate will require of a command. */
    public static void of(UserCommand<?> command) {
        if (command instanceof UserCommand.Sensitive) {
            add(FRESH_SESSION);
        }
    }

    static void of(Permission permission) {
        add(permission.wire());
    }

    private static void add(String ground) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            Set<String> all = new LinkedHashSet<>(ofRequest());
            all.add(ground);
            request.setAttribute(ATTRIBUTE, Set.copyOf(all), RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Those of this thread's request. */
    public static Set<String> ofRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object known = request == null ? null : request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return known instanceof Set<?> all
                ? all.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
