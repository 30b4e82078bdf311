package io.ssouser.api.error;

import io.ssouser.api.route.Route.ErrorForm;
import io.ssouser.api.route.RouteRules;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/**
 * What is said of a body that cannot be taken. The status depends on the route, as in the reference server: a few give 400 for
 * everything, the others 422 for a missing or wrong-typed member and 415 for another content type. Broken JSON is 400 on all.
 */
final class UnreadableBody {
    private UnreadableBody() {}

    static Problem problem(HttpMessageNotReadableException failure, HttpServletRequest request) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRefused refused) {
                return refused.problem();
            }
            if (cause instanceof MissingMember missing) {
                return mismatch(missing.getMessage(), request);
            }
        }
        return failure.getCause() instanceof DatabindException mismatch
                ? mismatch(path(mismatch.getPath()), request)
                : Problem.badRequest("JSON syntax error: the body is not a complete JSON document");
    }

    static Problem notJson(HttpServletRequest request) {
        Problem unsupported = Problem.ofStatus(415);
        return always400(request) ? Problem.badRequest(unsupported.message()) : unsupported;
    }

    private static Problem mismatch(String where, HttpServletRequest request) {
        String message = where.isEmpty()
                ? "Invalid JSON data: not the object that is expected here"
                : "Invalid JSON data: '" + where + "' is missing or of the wrong type";
        return new Problem(always400(request) ? 400 : 422, "BAD_REQUEST", message);
    }

    /** Only names of members that this service declares: an unknown member is never read, so it is never at fault. */
    private static String path(List<JacksonException.Reference> references) {
        return references.stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
    }

    private static boolean always400(HttpServletRequest request) {
        return RouteRules.of(request).errors() == ErrorForm.ENVELOPE_400;
    }
}
