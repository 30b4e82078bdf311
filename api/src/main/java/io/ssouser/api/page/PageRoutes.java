package io.ssouser.api.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The routes that the links of our mails and the forms of our pages lead to, and who asks for them: a browser, which is answered with pages, or a program. */
public final class PageRoutes {
    private static final Set<String> PATHS = Set.of(
            "/auth/verify-email",
            "/auth/confirm-email-change",
            "/auth/undo-email-change",
            "/auth/admit-browser",
            "/auth/review-access",
            "/reset-password");

    /** Whose forms a browser posts that came back from a provider. */
    private static final Pattern AFTER_PROVIDER = Pattern.compile("/auth/[^/]+/(consent|second-factor)");

    private PageRoutes() {}

    /** Whether the request is one for a page, and not that of a program that speaks JSON. */
    public static boolean wantsPage(HttpServletRequest request) {
        String path = request.getServletPath();
        return path != null
                && (PATHS.contains(path) || AFTER_PROVIDER.matcher(path).matches())
                && !sendsJson(request)
                && !readsJsonAlone(request);
    }

    /** Whether the request says that it has JSON, which no browser says that follows a link or posts a form; the published client always does. */
    public static boolean sendsJson(HttpServletRequest request) {
        return isJson(request.getContentType());
    }

    /** Whether the request says that it reads HTML, as every browser says that follows a link or posts a form. */
    public static boolean asksForHtml(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private static boolean readsJsonAlone(HttpServletRequest request) {
        String accepted = request.getHeader("Accept");
        return accepted != null && List.of(accepted.split(",")).stream().allMatch(PageRoutes::isJson);
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type != null
                    && MediaType.parseMediaType(type.strip()).getSubtype().matches("json|.+\\+json");
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
