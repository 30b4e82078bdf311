package io.ssouser.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event has a name of its own and an approved sample of every revision under {@code events/<name>/<revision>.json}. */
class EventSamplesTest {
    private static final Pattern MEMBER = Pattern.compile("(?m)^  \"(\\w+)\": ");

    static Stream<Class<?>> events() {
        return Stream.of(UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
                .flatMap(e -> Arrays.stream(e.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_has_a_stored_name_of_aggregate_and_fact(Class<?> event) {
        assertThat(storedAs(event).value())
                .matches("(user|email-claim|subscription|identity-claim)\\.[a-z]+(-[a-z]+)*");
        assertThat(storedAs(event).revision()).isPositive();
    }

    /** The second factor is {@code mfa}, what is taken back {@code cancelled}, what was tried in vain {@code failed}: names stay for ever. */
    @ParameterizedTest
    @MethodSource("events")
    void a_stored_name_is_spelled_as_the_others_are_and_as_its_class(Class<?> event) {
        String fact = storedAs(event).value().split("\\.")[1];
        assertThat(fact).doesNotContain("second-factor", "canceled", "rejected");
        assertThat(event.getSimpleName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT))
                .endsWith(fact);
    }

    @Test
    void no_two_events_have_the_same_name() {
        assertThat(events().map(event -> storedAs(event).value()))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_has_a_sample_of_every_revision(Class<?> event) {
        for (int revision = 1; revision <= storedAs(event).revision(); revision++) {
            assertThat(sample(event, revision)).startsWith("{\n").endsWith("\n}\n");
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_newest_sample_has_a_member_for_every_component_and_no_other(Class<?> event) {
        List<String> members = MEMBER.matcher(sample(event, storedAs(event).revision()))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(members)
                .containsExactlyElementsOf(Arrays.stream(event.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }

    private static StoredAs storedAs(Class<?> event) {
        StoredAs name = event.getAnnotation(StoredAs.class);
        assertThat(name).as("@StoredAs of %s", event).isNotNull();
        return name;
    }

    private static String sample(Class<?> event, int revision) {
        String file = "/events/" + storedAs(event).value() + "/" + revision + ".json";
        try (InputStream sample = EventSamplesTest.class.getResourceAsStream(file)) {
            assertThat(sample).as(file).isNotNull();
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }
}
