package io.ssouser.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.Command;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageHandler;
import org.junit.jupiter.api.Test;

class CommandsTest {
    record Greet(String name) implements Command<String> {}

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final Commands commands =
            new Commands(DefaultCommandGateway.builder().commandBus(bus).build());

    private void handle(MessageHandler<CommandMessage<?>> handler) {
        bus.subscribe(Greet.class.getName(), handler);
    }

    @Test
    void what_the_handler_returns_is_the_answer() {
        handle(message -> "Hello " + ((Greet) message.getPayload()).name());

        String answer = commands.send(new Greet("Ada"));

        assertThat(answer).isEqualTo("Hello Ada");
    }

    @Test
    void an_outcome_is_opened() {
        handle(message -> Outcome.done("Hello"));

        String answer = commands.send(new Greet("Ada"));

        assertThat(answer).isEqualTo("Hello");
    }

    @Test
    void a_remembered_refusal_is_thrown_as_any_other() {
        handle(message -> Outcome.denied(Refusal.EMAIL_TAKEN));

        assertThatThrownBy(() -> commands.send(new Greet("Ada")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.EMAIL_TAKEN));
    }

    @Test
    void what_a_handler_throws_is_thrown_as_it_is() {
        IllegalStateException thrown = new IllegalStateException("no");
        handle(message -> {
            throw thrown;
        });

        assertThatThrownBy(() -> commands.send(new Greet("Ada"))).isSameAs(thrown);
    }

    @Test
    void a_command_carries_the_provenance_that_it_is_sent_with() {
        handle(message -> message.getMetaData().get("ip"));

        assertThat(commands.send(new Greet("Ada"), Map.of("ip", "192.0.2.1"))).isEqualTo("192.0.2.1");
    }
}
