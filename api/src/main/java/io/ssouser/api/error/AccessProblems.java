package io.ssouser.api.error;

import io.ssouser.application.session.token.AccessRefused;

/** The HTTP answer to each reason for which a token is refused (wire contract, section 3). */
final class AccessProblems {
    private AccessProblems() {}

    static Problem of(AccessRefused.Reason reason) {
        Problem problem = switch (reason) {
            case INVALID_TOKEN -> new Problem(401, "JWT_ERROR", "Invalid token");
            case WRONG_PROFILE -> Problem.unauthorized("Token profile is not valid for the AuthOS API");
            case SESSION_ENDED -> Problem.unauthorized("Session revoked or expired");
        };
        return problem.with("WWW-Authenticate", "Bearer");
    }
}
