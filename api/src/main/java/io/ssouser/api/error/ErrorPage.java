package io.ssouser.api.error;

import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.route.Route;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers where the container, not a controller, gave up on a request. Asked for by its own path, it does not exist. */
@Controller
public final class ErrorPage implements ErrorController {
    private final ErrorWriter errors;

    public ErrorPage(ErrorWriter errors) {
        this.errors = errors;
    }

    @Route(access = PUBLIC)
    @RequestMapping("/error")
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        errors.write(request, response, Problem.ofStatus(status instanceof Integer code ? code : 404));
    }
}
