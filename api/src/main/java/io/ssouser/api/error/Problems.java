package io.ssouser.api.error;

import io.ssouser.application.identity.ProviderFailed;
import io.ssouser.application.identity.Providers;
import io.ssouser.application.session.token.AccessRefused;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.session.StepUpMethod;
import io.ssouser.eventstore.log.CommitTooLarge;
import io.ssouser.eventstore.log.LogBroken;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import io.ssouser.projections.audittrail.UnreadableCursor;
import io.ssouser.projections.store.StoreFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Says what the client is told of a failure: the first of its causes that means something decides. What nobody foresaw is logged with
 * its stack trace, and the client learns only that it happened.
 */
public final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Counted where the limits are. */
    private static final int RATE_LIMITED = 429;

    private final RefusalCounter refusals;
    private final RefusalProblems answers;
    private final Providers providers;
    private final Clock clock;

    public Problems(RefusalCounter refusals, PasswordPolicy passwords, Providers providers, Clock clock) {
        this.refusals = refusals;
        this.providers = providers;
        this.clock = clock;
        this.answers = new RefusalProblems(passwords);
    }

    public Problem of(Throwable failure, HttpServletRequest request) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 16; cause = cause.getCause(), depth++) {
            Optional<Problem> known = known(cause, request);
            if (known.isPresent()) {
                return known.get();
            }
            if (cause instanceof ClientAbortException || cause instanceof AsyncRequestNotUsableException) {
                // The client has hung up: nobody reads the answer, and nothing is wrong.
                return Problem.ofStatus(500);
            }
        }
        log.error("A request failed: {} {}", request.getMethod(), request.getRequestURI(), failure);
        Problem unforeseen = Problem.ofStatus(500);
        countByStatus(unforeseen);
        return unforeseen;
    }

    private Optional<Problem> known(Throwable failure, HttpServletRequest request) {
        if (failure instanceof Refused refused) {
            Problem problem = refused(refused.refusal()).offering(possible(refused.methods()));
            return Optional.of(refused.until()
                    .map(this::secondsTo)
                    .map(problem::retryAfter)
                    .orElse(problem));
        }
        if (failure instanceof AccessRefused refused) {
            refusals.count(refused.reason().name());
            return Optional.of(AccessProblems.of(refused.reason()));
        }
        if (failure instanceof AggregateNotFoundException) {
            return Optional.of(refused(Refusal.USER_NOT_FOUND));
        }
        Optional<Problem> ofTheRequest = ofRequest(failure, request);
        ofTheRequest.filter(problem -> problem.status() != RATE_LIMITED).ifPresent(this::countByStatus);
        return ofTheRequest;
    }

    /** For what has no reason of its own: as {@code http_404}. */
    private void countByStatus(Problem problem) {
        refusals.count("http_" + problem.status());
    }

    /** Rounded up: whoever waits so long does not come too early. */
    private long secondsTo(Instant moment) {
        return Math.max(
                1,
                Duration.between(clock.instant(), moment).plusNanos(999_999_999).toSeconds());
    }

    private static Optional<Problem> ofRequest(Throwable failure, HttpServletRequest request) {
        if (failure instanceof RequestRefused refused) {
            return Optional.of(refused.problem());
        }
        if (mayPass(failure)) {
            log.warn("A store could not take or give what was asked: {}", failure.toString());
            return Optional.of(Problem.ofStatus(503).retryAfter(1));
        }
        if (failure instanceof ProviderFailed failed) {
            log.warn("An identity provider proved nothing: {}", failed.getMessage());
            return Optional.of(ProviderProblems.of(failed.reason()));
        }
        if (failure instanceof LogBroken) {
            log.error("ALARM: the event log is broken, run verify: {}", failure.getMessage());
            return Optional.of(Problem.ofStatus(500));
        }
        if (failure instanceof CommitTooLarge) {
            return Optional.of(new Problem(413, "BAD_REQUEST", "The change is too large to be stored"));
        }
        if (failure instanceof RequestRejectedException) {
            return Optional.of(Problem.ofStatus(400));
        }
        if (failure instanceof InvalidParameterException unreadable) {
            return Optional.of(Problem.ofStatus(unreadable.getErrorCode()));
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return Optional.of(UnreadableBody.problem(unreadable, request));
        }
        if (failure instanceof HttpMediaTypeNotSupportedException) {
            return Optional.of(UnreadableBody.notJson(request));
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return Optional.of(Problem.badRequest("Invalid value for '" + mismatch.getName() + "'"));
        }
        if (failure instanceof UnreadableCursor) {
            return Optional.of(Problem.badRequest("Invalid value for 'after'"));
        }
        return failure instanceof ErrorResponse framework ? Optional.of(ofFramework(framework)) : Optional.empty();
    }

    private static boolean mayPass(Throwable failure) {
        if (failure instanceof StoreFailure store) {
            return store.mayPass();
        }
        return failure instanceof StoreUnavailable
                || failure instanceof StoreRefused
                || failure instanceof ConcurrencyException
                || failure instanceof LockAcquisitionFailedException;
    }

    /** Those that a caller could really use: a provider that is not configured any more proves nothing. */
    private List<String> possible(List<String> methods) {
        List<String> usable = providers.usable().stream()
                .map(StepUpMethod::by)
                .map(StepUpMethod::value)
                .toList();
        return methods.stream()
                .filter(method -> !method.startsWith(StepUpMethod.PROVIDER) || usable.contains(method))
                .toList();
    }

    private Problem refused(Refusal refusal) {
        refusals.count(refusal.name());
        return answers.of(refusal);
    }

    private static Problem ofFramework(ErrorResponse failure) {
        Problem problem = Problem.ofStatus(failure.getStatusCode().value());
        if (failure instanceof HttpRequestMethodNotSupportedException wrongMethod
                && wrongMethod.getSupportedHttpMethods() != null) {
            return problem.with(
                    HttpHeaders.ALLOW,
                    String.join(
                            ", ",
                            wrongMethod.getSupportedHttpMethods().stream()
                                    .map(HttpMethod::name)
                                    .sorted()
                                    .toList()));
        }
        return problem;
    }
}
