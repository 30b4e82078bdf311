package io.ssouser.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class ConflictRetryTest {
    private final List<Thread> tries = new ArrayList<>();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final CommandGateway gateway = DefaultCommandGateway.builder()
            .commandBus(bus)
            .retryScheduler(new ConflictRetry())
            .build();

    private void lose(int times) {
        bus.subscribe(String.class.getName(), command -> {
            tries.add(Thread.currentThread());
            if (tries.size() <= times) {
                throw new ConcurrencyException("lost");
            }
            return "done";
        });
    }

    @Test
    void a_command_that_lost_is_sent_again_in_its_sender_s_thread() {
        lose(3);

        assertThat(gateway.<String>sendAndWait("command")).isEqualTo("done");
        assertThat(tries).hasSize(4).containsOnly(Thread.currentThread());
    }

    @Test
    void one_that_loses_always_is_given_up() {
        lose(Integer.MAX_VALUE);

        assertThatThrownBy(() -> gateway.sendAndWait("command")).isInstanceOf(ConcurrencyException.class);
        assertThat(tries).hasSize(ConflictRetry.ATTEMPTS);
    }

    @Test
    void what_fails_for_another_reason_is_not_sent_again() {
        bus.subscribe(String.class.getName(), command -> {
            tries.add(Thread.currentThread());
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> gateway.sendAndWait("command")).isInstanceOf(IllegalStateException.class);
        assertThat(tries).hasSize(1);
    }
}
