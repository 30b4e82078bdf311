package io.ssouser.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.api.error.ErrorWriter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class MetricsGateTest {
    private static final ErrorWriter ERRORS =
            new ErrorWriter(JsonMapper.builder().build(), Clock.systemUTC());

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,'','',true",
        "::1,'','',true",
        "::ffff:127.0.0.1,'','',true",
        "172.17.0.1,'','',false",
        "203.0.113.5,'','',false",
        "127.0.0.1,X-Forwarded-For,203.0.113.5,false",
        "127.0.0.1,X-Forwarded-For,127.0.0.1,false",
        "127.0.0.1,Forwarded,for=203.0.113.5,false",
        "127.0.0.1,X-Real-IP,203.0.113.5,false",
        "127.0.0.1,Via,1.1 proxy,false",
        "203.0.113.5,Authorization,Bearer null,false",
        "203.0.113.5,Authorization,Bearer ,false"
    })
    void without_a_token_only_this_machine_itself_gets_in(String peer, String header, String value, boolean open)
            throws Exception {
        assertThat(opens(new MetricsGate(null, ERRORS), "/actuator/prometheus", peer, header, value))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,Authorization,Bearer scrape-me,true",
        "203.0.113.5,Authorization,Bearer scrape-m,false",
        "203.0.113.5,Authorization,scrape-me,false",
        "127.0.0.1,Authorization,Bearer another,false",
        "127.0.0.1,'','',false"
    })
    void with_a_token_only_its_bearer_gets_in(String peer, String header, String value, boolean open) throws Exception {
        assertThat(opens(new MetricsGate("scrape-me", ERRORS), "/actuator/prometheus", peer, header, value))
                .isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"/actuator/health", "/health", "/api/user"})
    void other_paths_are_not_its_business(String path) throws Exception {
        assertThat(opens(new MetricsGate("scrape-me", ERRORS), path, "203.0.113.5", "", ""))
                .isTrue();
    }

    private static boolean opens(MetricsGate gate, String path, String peer, String header, String value)
            throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setRemoteAddr(peer);
        if (!header.isEmpty()) {
            request.addHeader(header, value);
        }
        MockFilterChain chain = new MockFilterChain();
        MockHttpServletResponse response = new MockHttpServletResponse();
        gate.doFilter(request, response, chain);
        boolean open = chain.getRequest() != null;
        assertThat(response.getStatus()).isEqualTo(open ? 200 : 401);
        return open;
    }
}
