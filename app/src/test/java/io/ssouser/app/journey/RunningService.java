package io.ssouser.app.journey;

import io.ssouser.app.wiring.SsoUserApplication;
import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.vault.keys.KeyRing;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.application.vault.keys.WrappedSecrets;
import io.ssouser.domain.ThreadClock;
import io.ssouser.eventstore.mongodb.TestMongo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole service on a port and a data folder of its own, in this JVM. Nothing is replaced but what a hash costs and how a signing key is
 * found, which most of the time of these tests would go to, and, where a test asks for it, the time.
 */
public final class RunningService implements AutoCloseable {
    /** The setting of a service whose hashes cost what they do in production. */
    public static final String FULL_COST = "test.full-hashing-cost";

    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1, 32);

    private static final Map<Path, TestMongo> DATABASES = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;
    private final Path data;

    private RunningService(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
    }

    /** Starts on a fresh folder, without rate limits; {@code settings} as {@code name=value} override. */
    public static RunningService fresh(String... settings) {
        try {
            return on(Files.createTempDirectory("sso-test").resolve("data"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, but for the time, which leaps as the test says. */
    public static RunningService at(MovableClock clock, String... settings) {
        try {
            return on(Files.createTempDirectory("sso-test").resolve("data"), clock, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RunningService on(Path data, String... settings) {
        return on(data, null, settings);
    }

    public static RunningService on(Path data, @Nullable MovableClock clock, String... settings) {
        return with(parts -> {}, clock == null ? Clock.systemUTC() : clock, data, settings);
    }

    /** The same, but for the beans that the test registers under the names of the service's own. */
    static RunningService with(Consumer<GenericApplicationContext> parts, Path data, String... settings) {
        return with(parts, Clock.systemUTC(), data, settings);
    }

    private static RunningService with(
            Consumer<GenericApplicationContext> parts, Clock clock, Path data, String... settings) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.port", "0");
        arguments.put("management.server.port", "0");
        arguments.put("sso.data-dir", data.toString());
        // Said here, and so deaf to what a test of the tools sets for the whole JVM.
        arguments.put("sso.store", "sqlite");
        arguments.put("sso.mongodb-uri", "");
        arguments.put("sso.master-key", "");
        arguments.putAll(storage(data));
        arguments.put("sso.rate-limits", "off");
        arguments.put("logging.level.root", "WARN");
        arguments.put("logging.level.de.bwaldvogel", "OFF");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            arguments.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        SpringApplicationBuilder application = new SpringApplicationBuilder(SsoUserApplication.class);
        application.application().setAllowBeanDefinitionOverriding(true);
        if (arguments.remove(FULL_COST) == null) {
            replace(application, "argon2Cost", Argon2Cost.class, context -> CHEAP);
        }
        replace(
                application,
                "serviceSecrets",
                ServiceSecrets.class,
                context -> new FoundSigningKeys(new WrappedSecrets(context.getBean(KeyRing.class))));
        replace(application, "clock", Clock.class, context -> clock);
        replace(application, parts);
        String[] line = arguments.entrySet().stream()
                .map(argument -> "--" + argument.getKey() + "=" + argument.getValue())
                .toArray(String[]::new);
        return new RunningService(ThreadClock.with(clock, () -> application.run(line)), data);
    }

    private static <T> void replace(
            SpringApplicationBuilder application, String name, Class<T> type, Function<BeanFactory, T> other) {
        application.initializers(context -> ((GenericApplicationContext) context)
                .registerBean(name, type, () -> other.apply(context.getBeanFactory())));
    }

    private static void replace(SpringApplicationBuilder application, Consumer<GenericApplicationContext> parts) {
        application.initializers(context -> parts.accept((GenericApplicationContext) context));
    }

    /** With {@code -Dsso.test.store=mongodb} a database takes the place of the folder's files, the same one for the same folder. */
    private static Map<String, String> storage(Path data) {
        if (!"mongodb".equals(System.getProperty("sso.test.store"))) {
            return Map.of();
        }
        // The server runs in this JVM, on the cores of the service, and may be late.
        return Map.of(
                "sso.read-wait",
                "10s",
                "sso.store",
                "mongodb",
                "sso.mongodb-uri",
                DATABASES.computeIfAbsent(data, folder -> TestMongo.fresh()).uri(),
                "sso.master-key",
                Base64.getEncoder().encodeToString(new byte[32]));
    }

    /** The connection string of the database in which a service on that folder keeps everything; empty when that is the folder itself. */
    static Optional<String> database(Path data) {
        return Optional.ofNullable(DATABASES.get(data)).map(TestMongo::uri);
    }

    public URI base() {
        return URI.create("http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort());
    }

    /** The port of the operator. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port"));
    }

    public Path data() {
        return data;
    }

    public Mailbox mailbox() {
        return new Mailbox(data.resolve("outbox"));
    }

    public Browser browser() {
        return new Browser(base());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    @Override
    public void close() {
        context.close();
    }
}
