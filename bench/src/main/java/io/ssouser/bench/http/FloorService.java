package io.ssouser.bench.http;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The floor: what spring-boot-starter-web brings, as it comes, and one route that gives a small JSON object from memory to anybody. */
@RestController
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
public class FloorService {
    static final String PATH = "/floor";

    /** The configuration of our service lies on the same class path, and is none of the floor's. */
    private static final String NO_FILE = "--spring.config.location=optional:classpath:/none/";

    /** @param args its port */
    public static void main(String[] args) {
        SpringApplication.run(FloorService.class, NO_FILE, "--server.port=" + args[0], "--logging.level.root=WARN");
    }

    @GetMapping(PATH)
    Map<String, Object> answer() {
        return Map.of("id", "8c6e2f3a-1d0b-4f5e-9a7c-0b1d2e3f4a5b", "email", "ada@example.org", "mfa_enabled", false);
    }
}
