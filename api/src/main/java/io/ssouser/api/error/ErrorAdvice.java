package io.ssouser.api.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers for every controller that throws, and for every request that no controller takes. */
@ControllerAdvice
public final class ErrorAdvice {
    private final Problems problems;
    private final ErrorWriter errors;

    public ErrorAdvice(Problems problems, ErrorWriter errors) {
        this.problems = problems;
        this.errors = errors;
    }

    @ExceptionHandler(Throwable.class)
    public void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        errors.write(request, response, problems.of(failure, request));
    }
}
