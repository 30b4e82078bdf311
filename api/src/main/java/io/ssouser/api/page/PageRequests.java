package io.ssouser.api.page;

import io.ssouser.api.route.Route.ErrorForm;
import io.ssouser.api.route.RouteRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Who asks for the routes that the links of our mails and the forms of our pages lead to: a browser, which is answered with pages, or a program. */
public final class PageRequests {
    private PageRequests() {}

    /** Whether the request is one for a page, and not that of a program that speaks JSON. */
    public static boolean wantsPage(HttpServletRequest request) {
        return RouteRules.of(request).errors() == ErrorForm.PAGE && !sendsJson(request) && !readsJsonAlone(request);
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
        return accepted != null && List.of(accepted.split(",")).stream().allMatch(PageRequests::isJson);
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
