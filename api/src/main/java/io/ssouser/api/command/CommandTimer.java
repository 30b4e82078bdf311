package io.ssouser.api.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refused;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Measures every command from its handler's start until its events are durable: {@code sso_command_seconds} by command and by
 * outcome, which is {@code done}, {@code refused} (with or without a trace) or {@code failed}.
 */
public final class CommandTimer implements MessageHandlerInterceptor<CommandMessage<?>> {
    private final MeterRegistry meters;

    public CommandTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        Timer.Sample sample = Timer.start(meters);
        unitOfWork.onCleanup(ended -> sample.stop(Timer.builder("sso.command")
                .description("Commands, from handler to durable events")
                .tag("command", unitOfWork.getMessage().getPayloadType().getSimpleName())
                .tag("outcome", outcome(ended))
                .publishPercentileHistogram()
                .register(meters)));
        return chain.proceed();
    }

    private static String outcome(UnitOfWork<?> ended) {
        if (ended.getExecutionResult() == null) {
            return "failed";
        }
        ResultMessage<?> result = ended.getExecutionResult().getResult();
        if (result.isExceptional()) {
            return result.exceptionResult() instanceof Refused ? "refused" : "failed";
        }
        if (ended.isRolledBack()) {
            return "failed";
        }
        return result.getPayload() instanceof Outcome.Denied<?> ? "refused" : "done";
    }
}
