package io.ssouser.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private final ClientAddress addresses = new ClientAddress(List.of("10.0.0.0/8", "::1"));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,198.51.100.1,203.0.113.5",
        "10.0.0.1,'',10.0.0.1",
        "10.0.0.1,198.51.100.1,198.51.100.1",
        "10.0.0.1,'6.6.6.6, 198.51.100.1',198.51.100.1",
        "10.0.0.1,'6.6.6.6, 198.51.100.1, 10.0.0.2',198.51.100.1",
        "10.0.0.1,'198.51.100.1, evil.example',10.0.0.1",
        "10.0.0.1,'198.51.100.1, unknown',10.0.0.1",
        "10.0.0.1,'198.51.100.1, 999.1.1.1',10.0.0.1",
        "::1,2001:db8::7,2001:db8::7",
        "0:0:0:0:0:0:0:1,2001:DB8:0:0:0:0:0:7,2001:db8::7",
        "::ffff:10.0.0.1,198.51.100.1,198.51.100.1",
        "203.0.113.5,198.51.100.1:443,203.0.113.5",
        "::ffff:203.0.113.5,'',203.0.113.5",
        "10.0.0.1,198.51.100.1:61234,198.51.100.1",
        "10.0.0.1,'[2001:db8::7]:443',2001:db8::7",
        "10.0.0.1,'\"[2001:db8::7]\"',2001:db8::7",
        "10.0.0.1,[2001:db8::7],2001:db8::7",
        "10.0.0.1,fe80::1%eth0,fe80::1",
        "10.0.0.1,::ffff:198.51.100.1,198.51.100.1",
        "10.0.0.1,'[::ffff:c633:6401]:80',198.51.100.1",
        "10.0.0.1,', 198.51.100.1, ,10.0.0.2:80,',198.51.100.1",
        "10.0.0.1,'198.51.100.1, [zz]:1',10.0.0.1",
        "10.0.0.1,'198.51.100.1, 010.1.1.1',10.0.0.1",
        "10.0.0.1,'198.51.100.1, [::1',10.0.0.1",
        "10.0.0.1,2001:db8:0:1:0:0:0:1,2001:db8:0:1::1",
        "10.0.0.1,2001:0:0:1:0:0:1:1,2001::1:0:0:1:1",
        "10.0.0.1,2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "10.0.0.1,::,::"
    })
    void the_client_is_the_last_hop_that_no_trusted_proxy_is(String peer, String forwarded, String client) {
        assertThat(addresses.of(request(peer, forwarded))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,203.0.113.5",
        "2001:db8:1:2:3:4:5:6,20010db800010002/64",
        "2001:db8:1:2::ffff,20010db800010002/64",
        "::ffff:203.0.113.5,203.0.113.5",
        "2001:DB8:1:2::1,20010db800010002/64"
    })
    void a_customers_whole_ipv6_network_counts_as_one(String peer, String counted) {
        assertThat(addresses.limited(request(peer, ""))).isEqualTo(counted);
    }

    private static MockHttpServletRequest request(String peer, String forwarded) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        if (!forwarded.isEmpty()) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        return request;
    }
}
