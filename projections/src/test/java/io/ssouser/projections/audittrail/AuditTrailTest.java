package io.ssouser.projections.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.StoredAs;
import io.ssouser.domain.UserId;
import io.ssouser.domain.email.EmailClaimEvent;
import io.ssouser.domain.identity.IdentityClaimEvent;
import io.ssouser.domain.subscription.SubscriptionEvent;
import io.ssouser.domain.user.UserEvent;
import io.ssouser.domain.user.UserEvent.SignInLocked;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.Stage;
import io.ssouser.projections.fold.Fold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new AuditTrailFold();
    }

    private AuditPage find(UserId user, String type, Instant from, Instant to, String after, int limit) {
        return new AuditTrailQueries(stage.documents).answer(new FindAuditEvents(user, type, from, to, after, limit));
    }

    private List<Long> positions(AuditPage page) {
        return page.events().stream().map(AuditEvent::position).toList();
    }

    @Test
    void every_kind_of_event_stands_in_the_trail_under_its_stored_name() {
        live(ALICE);
        tell(ALICE, ALICE.erased());

        List<String> everyName = Stream.of(
                        UserEvent.class, EmailClaimEvent.class, SubscriptionEvent.class, IdentityClaimEvent.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .map(kind -> kind.getAnnotation(StoredAs.class).value())
                .toList();
        assertThat(find(ALICE.id(), null, null, null, null, 100).events())
                .extracting(AuditEvent::type)
                .containsAll(everyName);
    }

    @Test
    void an_event_of_another_shape_makes_another_version_of_the_trail() {
        @StoredAs("user.first")
        record First() {}
        @StoredAs(value = "user.second", revision = 3)
        record Second() {}

        assertThat(new AuditTrailFold(List.of(First.class)).storedName()).isEqualTo("audit-trail");
        Fold<?> rebuilt = new AuditTrailFold(List.of(First.class, Second.class));
        assertThat(rebuilt.storedName()).isEqualTo("audit-trail-v3");
        assertThat(rebuilt.olderNames()).containsExactly("audit-trail", "audit-trail-v2");
    }

    @Test
    void an_event_is_told_with_who_did_it_from_where_and_in_the_course_of_what() {
        stage.publish(
                ALICE.user(),
                new SignInLocked(ALICE.id(), null, Life.LATER),
                Map.of(
                        Provenance.ACTOR, "anonymous",
                        Provenance.SESSION, "s",
                        Provenance.DEVICE, "d",
                        Provenance.REQUEST, "r",
                        Provenance.CORRELATION, "c",
                        Provenance.CAUSATION, "k",
                        Provenance.IP, "203.0.113.7",
                        Provenance.USER_AGENT, "curl/8"));
        stage.settle();

        AuditEvent event = find(null, null, null, null, null, 1).events().get(0);
        assertThat(event)
                .usingRecursiveComparison()
                .ignoringFields("id", "details")
                .isEqualTo(new AuditEvent(
                        0,
                        "",
                        ALICE.id(),
                        "user.sign-in-locked",
                        Stage.START,
                        "anonymous",
                        "s",
                        "d",
                        "r",
                        "c",
                        "k",
                        "203.0.113.7",
                        "curl/8",
                        Map.of()));
        assertThat(event.id()).isNotEmpty();
        assertThat(event.details())
                .containsEntry("until", "2027-02-22T10:00:00.000000Z")
                .containsEntry("device_id", null)
                .hasSize(2);
    }

    @Test
    void no_secret_and_no_hash_is_told() {
        live(ALICE);
        stage.settle();
        assertThat(String.join("\n", stage.everything().values()))
                .contains("alice@example.com")
                .doesNotContain("secret-");
    }

    @Test
    void the_newest_comes_first_and_pages_follow_each_other_without_gap_or_overlap() {
        live(ALICE);
        live(BOB);
        stage.settle();
        for (UserId user : Arrays.asList(null, ALICE.id(), BOB.id())) {
            List<Long> walked = new ArrayList<>();
            String after = null;
            do {
                AuditPage page = find(user, null, null, null, after, 4);
                walked.addAll(positions(page));
                after = page.next();
            } while (after != null);
            assertThat(walked).isEqualTo(positions(find(user, null, null, null, null, 999)));
            assertThat(walked).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
            assertThat(walked).hasSize((user == null ? 2 : 1) * ALICE.events().size());
        }
    }

    @Test
    void filters_narrow_together_and_time_is_from_inclusive_to_exclusive() {
        live(ALICE);
        live(BOB);
        stage.settle();
        assertThat(find(null, "user.registered", null, null, null, 10).events())
                .extracting(AuditEvent::userId)
                .containsExactly(BOB.id(), ALICE.id());
        assertThat(find(BOB.id(), "user.registered", null, null, null, 10).events())
                .hasSize(1);
        assertThat(positions(find(null, null, Stage.START.plusSeconds(3), Stage.START.plusSeconds(5), null, 10)))
                .containsExactly(4L, 3L);
        assertThat(find(null, "user.registered", null, null, null, 1).next()).isNotNull();
        assertThat(find(
                        null,
                        "user.registered",
                        null,
                        null,
                        find(null, "user.registered", null, null, null, 1).next(),
                        1))
                .satisfies(page -> assertThat(page.next()).isNull())
                .satisfies(page ->
                        assertThat(page.events()).extracting(AuditEvent::userId).containsExactly(ALICE.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "!", "AAAAAAAAAAAAAAAA", "AAAAAAAAAAB_____", "' OR 1=1 --", "00000000000000000000000000"
            })
    void a_cursor_that_no_page_gave_is_refused(String cursor) {
        assertThatExceptionOfType(UnreadableCursor.class).isThrownBy(() -> find(null, null, null, null, cursor, 10));
    }

    @Test
    void a_cursor_with_one_character_changed_is_refused() {
        live(ALICE);
        stage.settle();
        String cursor = find(null, null, null, null, null, 3).next();
        for (int i = 0; i < cursor.length(); i++) {
            String changed = cursor.substring(0, i) + (cursor.charAt(i) == 'A' ? 'B' : 'A') + cursor.substring(i + 1);
            assertThatExceptionOfType(UnreadableCursor.class)
                    .as("changed at %d", i)
                    .isThrownBy(() -> find(null, null, null, null, changed, 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000, 1_000_000_000})
    void a_page_without_sound_bounds_is_refused(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> find(null, null, null, null, null, limit));
    }
}
