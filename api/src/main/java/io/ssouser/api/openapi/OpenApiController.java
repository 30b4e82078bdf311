package io.ssouser.api.openapi;

import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the API, for programs at {@code /openapi} and, unless switched off, for people at {@code /openapi/ui}; and that of the
 * events at {@code /openapi/events}.
 */
@Route(access = PUBLIC)
@RestController
public final class OpenApiController {
    /** Nothing but this service's own files, and the styles that Swagger UI writes into its elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, String> OWN = Map.of("index.html", "text/html", "start.js", "text/javascript");
    private static final Map<String, String> SWAGGER =
            Map.of("swagger-ui.css", "text/css", "swagger-ui-bundle.js", "text/javascript");

    private final ApiDescription description;
    private final boolean forPeople;

    /** @param forPeople whether there is a page */
    public OpenApiController(ApiDescription description, boolean forPeople) {
        this.description = description;
        this.forPeople = forPeople;
    }

    @GetMapping("/openapi")
    ResponseEntity<byte[]> document() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description.json());
    }

    @GetMapping("/openapi/events")
    ResponseEntity<byte[]> events() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(read("/openapi/events.json"));
    }

    @GetMapping("/openapi/ui")
    ResponseEntity<byte[]> page() {
        return file("index.html");
    }

    @GetMapping("/openapi/ui/{name}")
    ResponseEntity<byte[]> file(@PathVariable String name) {
        String type = OWN.getOrDefault(name, SWAGGER.get(name));
        if (!forPeople || type == null) {
            throw new RequestRefused(Problem.ofStatus(404));
        }
        String folder =
                OWN.containsKey(name) ? "/openapi/" : "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        return ResponseEntity.ok()
                .header("Content-Security-Policy", POLICY)
                .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
                .body(read(folder + name));
    }

    private static String version() {
        Properties about = new Properties();
        try (InputStream pom = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            about.load(pom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return about.getProperty("version");
    }

    private static byte[] read(String resource) {
        try (InputStream file = open(resource)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String resource) {
        @Nullable InputStream found = OpenApiController.class.getResourceAsStream(resource);
        if (found == null) {
            throw new IllegalStateException(resource + " is missing in this build");
        }
        return found;
    }
}
