package io.ssouser.api.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.connections.Connection.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
    private static final ConnectionBounds BOUNDS =
            new ConnectionBounds(3, 5, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(30), 1, 1);

    private final List<SocketChannel> sockets = new ArrayList<>();
    private final List<SocketChannel> evicted = new ArrayList<>();
    private final Map<SocketChannel, Duration> writes = new HashMap<>();
    private long now;
    private Connections connections;

    @BeforeEach
    void start() {
        bounds(BOUNDS);
    }

    private void bounds(ConnectionBounds bounds) {
        connections = new Connections(bounds, peer -> peer.getHostAddress().startsWith("10."), () -> now);
        connections.reach(new Connections.Sockets() {
            @Override
            public boolean evict(SocketChannel socket) {
                evicted.add(socket);
                connections.closed(socket);
                return true;
            }

            @Override
            public void write(SocketChannel socket, Duration within) {
                writes.put(socket, within);
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        for (SocketChannel socket : sockets) {
            socket.close();
        }
    }

    private SocketChannel opened(String address) throws IOException {
        SocketChannel socket = SocketChannel.open();
        sockets.add(socket);
        connections.opened(socket, InetAddress.getByName(address));
        pass(Duration.ofSeconds(1));
        return socket;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private boolean admits(String address) throws IOException {
        return connections.admits(InetAddress.getByName(address));
    }

    private Connection of(SocketChannel socket) {
        connections.workFor(socket);
        return connections.current().orElseThrow();
    }

    @Test
    void whoever_has_sent_something_that_no_thread_has_seen_is_not_evicted() throws IOException {
        SocketChannel first = opened("192.0.2.1");
        SocketChannel second = opened("192.0.2.1");
        opened("192.0.2.1");
        connections.arrived(first);

        assertThat(admits("192.0.2.1")).isTrue();
        assertThat(evicted).containsExactly(second);

        connections.workFor(first);
        connections.workFor(null);
        opened("192.0.2.1");
        assertThat(admits("192.0.2.1")).isTrue();
        assertThat(evicted).as("its thread has found half a head").containsExactly(second, first);
    }

    @Test
    void a_write_waits_for_the_client_only_while_no_thread_does() throws IOException {
        SocketChannel socket = opened("192.0.2.1");

        connections.enter(of(socket), Stage.ANSWER);
        assertThat(writes).containsEntry(socket, BOUNDS.answerWithin());

        connections.enter(of(socket), Stage.HEAD);
        assertThat(writes).containsEntry(socket, Connections.WRITE_WITHIN);
    }

    @Test
    void a_new_connection_takes_the_place_of_the_one_that_has_waited_longest() throws IOException {
        SocketChannel first = opened("192.0.2.1");
        SocketChannel second = opened("192.0.2.1");
        opened("192.0.2.1");
        connections.enter(of(first), Stage.BODY);

        assertThat(admits("192.0.2.1")).isTrue();

        assertThat(evicted).containsExactly(second);
    }

    @Test
    void a_connection_that_the_service_works_for_is_not_evicted() throws IOException {
        for (int i = 0; i < 3; i++) {
            connections.enter(of(opened("192.0.2.1")), Stage.WORK);
        }

        assertThat(admits("192.0.2.1")).isFalse();
        assertThat(evicted).isEmpty();
    }

    @Test
    void what_has_just_begun_is_left_alone() throws IOException {
        for (int i = 0; i < 3; i++) {
            opened("192.0.2.1");
        }
        now = Duration.ofMillis(100).toNanos();

        assertThat(admits("192.0.2.1")).isFalse();
    }

    @Test
    void where_none_can_go_yet_a_few_more_are_let_in_and_then_two_go_for_one() throws IOException {
        bounds(new ConnectionBounds(
                4, 20, Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(30), 1, 1));
        List<SocketChannel> atWork = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            atWork.add(opened("192.0.2.1"));
            connections.enter(of(atWork.get(i)), Stage.WORK);
        }

        assertThat(admits("192.0.2.1")).as("a quarter more").isTrue();
        atWork.add(opened("192.0.2.1"));
        connections.enter(of(atWork.get(4)), Stage.WORK);
        assertThat(admits("192.0.2.1")).as("and no more").isFalse();
        assertThat(evicted).isEmpty();

        atWork.forEach(one -> connections.enter(of(one), Stage.HEAD));
        pass(Duration.ofSeconds(1));
        opened("192.0.2.1");
        assertThat(admits("192.0.2.1")).isTrue();
        assertThat(evicted).containsExactly(atWork.get(0), atWork.get(1));
    }

    @Test
    void an_ipv6_customer_is_one_address() throws IOException {
        SocketChannel first = opened("2001:db8::1");
        opened("2001:db8::2");
        opened("2001:db8::3");

        assertThat(admits("2001:db8::4")).isTrue();
        assertThat(evicted).containsExactly(first);
        assertThat(admits("2001:db8:0:1::1")).isTrue();
        assertThat(evicted).hasSize(1);
    }

    @Test
    void a_process_that_may_open_few_files_has_few_connections() {
        ConnectionBounds few = BOUNDS.within(2);
        ConnectionBounds many = BOUNDS.within(100_000);

        assertThat(few.total()).isEqualTo(5);
        assertThat(many).isEqualTo(BOUNDS.within(5_000));
        assertThat(many.perAddress()).isEqualTo(2);
    }

    @Test
    void a_trusted_proxy_is_bounded_by_the_total_alone() throws IOException {
        SocketChannel slow = opened("192.0.2.1");
        for (int i = 0; i < 4; i++) {
            assertThat(admits("10.0.0.1")).isTrue();
            opened("10.0.0.1");
        }

        assertThat(admits("10.0.0.1")).isTrue();

        assertThat(evicted).containsExactly(slow);
    }

    @Test
    void a_head_that_does_not_come_is_waited_for_for_a_while() throws IOException {
        SocketChannel silent = opened("192.0.2.1");
        connections.enter(of(opened("192.0.2.2")), Stage.BODY);
        opened("10.0.0.1");
        pass(Duration.ofSeconds(20));

        connections.sweep();

        assertThat(evicted).containsExactly(silent);
    }

    @Test
    void what_one_address_may_have_kept_is_bounded_and_given_back() throws IOException {
        Connection first = of(opened("192.0.2.1"));
        Connection second = of(opened("192.0.2.1"));

        assertThat(connections.hold(first, 8 << 20)).isTrue();
        assertThat(connections.hold(second, 1)).as("in the place of the first").isTrue();
        assertThat(evicted).containsExactly(first.socket());
        connections.enter(second, Stage.WORK);
        assertThat(connections.hold(of(opened("192.0.2.1")), 8 << 20)).isFalse();
        connections.letGo(second);
        assertThat(connections.hold(second, 8 << 20)).isTrue();
    }
}
