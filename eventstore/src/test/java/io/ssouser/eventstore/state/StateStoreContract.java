package io.ssouser.eventstore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssouser.eventstore.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link StateStore} owes. */
public abstract class StateStoreContract {
    /** So far ahead that no store clears away in the middle of a test. */
    protected static final Instant NOW = Instant.parse("2126-11-24T09:30:00.250Z");

    protected static final Duration KEPT = Duration.ofDays(7);
    protected static final StateSchema NOTES = StateSchema.named("some-note")
            .texts("owner", "lane")
            .numbers("tries")
            .bytes("box")
            .times("due", "expires_at")
            .index("owner", "owner")
            .index("due", "lane", "due")
            .expires("expires_at", KEPT);

    private StateStore store;
    protected StateCollection notes;

    /** The store with what was written before, as a node that has just begun has it. */
    protected abstract StateStore open();

    /** The same store, as another node has it; the very same where one process owns it. */
    protected StateStore onAnotherNode(StateStore one) {
        return one;
    }

    @BeforeEach
    void open_the_store() {
        store = open();
        notes = store.collection(NOTES);
    }

    private StateCollection otherNode() {
        return onAnotherNode(store).collection(NOTES);
    }

    @Test
    void a_document_is_found_as_it_was_inserted_also_after_reopening() {
        notes.insert(new StateDocument("a")
                .with("owner", "ada")
                .with("lane", null)
                .with("tries", Long.MAX_VALUE)
                .with("box", new byte[] {0, -1})
                .with("due", NOW.plusNanos(999_999)));
        notes.insert(new StateDocument("b"));

        StateDocument found = open().collection(NOTES).find("a").orElseThrow();
        assertThat(found.id()).isEqualTo("a");
        assertThat(found.values()).containsOnlyKeys("owner", "tries", "box", "due");
        assertThat(found.text("owner")).isEqualTo("ada");
        assertThat(found.number("tries")).isEqualTo(Long.MAX_VALUE);
        assertThat(found.bytes("box")).containsExactly(0, -1);
        assertThat(found.time("due")).isEqualTo(NOW);
    }

    @Test
    void what_was_never_inserted_is_not_found() {
        notes.insert(owned("a", "ada"));

        assertThat(notes.find("b")).isEmpty();
        assertThat(notes.first(Where.ANY.is("owner", "bob"))).isEmpty();
    }

    @Test
    void a_taken_id_is_not_inserted_again() {
        assertThat(notes.insert(owned("a", "ada"))).isTrue();
        assertThat(otherNode().insert(owned("a", "bob"))).isFalse();

        assertThat(ownerOf("a")).isEqualTo("ada");
    }

    @Test
    void of_fifty_who_insert_one_id_at_once_one_wins_and_its_document_stays() throws Exception {
        StateCollection other = otherNode();
        AtomicInteger callers = new AtomicInteger();

        List<String> winners = AtOnce.call(50, () -> {
                    int caller = callers.incrementAndGet();
                    boolean won = (caller % 2 == 0 ? notes : other).insert(owned("a", "caller " + caller));
                    return won ? "caller " + caller : "";
                })
                .stream()
                .filter(winner -> !winner.isEmpty())
                .toList();

        assertThat(winners).containsExactly(ownerOf("a"));
    }

    @Test
    void of_many_documents_those_with_free_ids_are_inserted_and_the_others_named() {
        notes.insert(owned("b", "bob"));

        assertThat(notes.insertAll(List.of(owned("a", "eve"), owned("b", "eve"), owned("c", "eve"))))
                .containsExactly("b");

        assertThat(ownerOf("a")).isEqualTo("eve");
        assertThat(ownerOf("b")).isEqualTo("bob");
        assertThat(ownerOf("c")).isEqualTo("eve");
        assertThat(notes.insertAll(List.of(owned("d", "eve")))).isEmpty();
    }

    @Test
    void an_update_changes_what_it_names_where_its_condition_is_met() {
        notes.insert(owned("a", "ada").with("tries", 1L));

        assertThat(notes.update(new StateDocument("a").with("tries", 2L).with("due", NOW), Where.ANY.is("tries", 1L)))
                .isTrue();
        assertThat(notes.update(new StateDocument("a").with("tries", 9L), Where.ANY.is("tries", 1L)))
                .isFalse();
        assertThat(notes.update(new StateDocument("b").with("tries", 9L), Where.ANY))
                .isFalse();
        assertThat(notes.find("b")).isEmpty();

        StateDocument found = open().collection(NOTES).find("a").orElseThrow();
        assertThat(found.text("owner")).isEqualTo("ada");
        assertThat(found.number("tries")).isEqualTo(2);
        assertThat(found.time("due")).isEqualTo(NOW);
    }

    @Test
    void a_replacement_leaves_nothing_of_the_document_before() {
        notes.insert(owned("a", "ada").with("tries", 1L));

        assertThat(notes.replace(new StateDocument("a").with("lane", "x"), Where.ANY.is("tries", 2L)))
                .isFalse();
        assertThat(notes.replace(new StateDocument("b").with("lane", "x"), Where.ANY))
                .isFalse();
        assertThat(notes.replace(new StateDocument("a").with("lane", "x"), Where.ANY.is("tries", 1L)))
                .isTrue();
        assertThat(notes.find("b")).isEmpty();

        assertThat(open().collection(NOTES).find("a").orElseThrow().values()).containsOnlyKeys("lane");
    }

    @Test
    void every_comparison_lets_through_what_it_says() {
        notes.insert(owned("a", "ada")
                .with("due", NOW)
                .with("tries", 1L)
                .with("box", new byte[] {1})
                .with("lane", "x"));

        assertThat(List.of(
                        meets(Where.ANY),
                        meets(Where.ANY.isAbsent("expires_at")),
                        meets(Where.ANY.is("due", NOW)),
                        meets(Where.ANY.is("box", new byte[] {1})),
                        meets(Where.ANY.after("due", NOW.minusMillis(1))),
                        meets(Where.ANY.notAfter("due", NOW)),
                        meets(Where.ANY.is("tries", 1L).is("lane", "x").notAfter("due", NOW.plusMillis(1)))))
                .containsOnly(true);
        assertThat(List.of(
                        meets(Where.ANY.isAbsent("due")),
                        meets(Where.ANY.is("due", NOW.plusMillis(1))),
                        meets(Where.ANY.is("box", new byte[] {1, 0})),
                        meets(Where.ANY.after("due", NOW)),
                        meets(Where.ANY.notAfter("due", NOW.minusMillis(1))),
                        meets(Where.ANY.after("expires_at", NOW)),
                        meets(Where.ANY.notAfter("expires_at", NOW)),
                        meets(Where.ANY.is("tries", 1L).is("lane", "y"))))
                .containsOnly(false);
    }

    private boolean meets(Where condition) {
        return notes.update(new StateDocument("a").with("owner", "eve"), condition);
    }

    @Test
    void of_fifty_updates_that_end_their_own_condition_one_wins_by_value() throws Exception {
        notes.insert(owned("a", "ada").with("tries", 0L));
        StateCollection other = otherNode();
        AtomicInteger callers = new AtomicInteger();

        List<Long> winners = AtOnce.call(50, () -> {
                    long caller = callers.incrementAndGet();
                    StateDocument mine = new StateDocument("a").with("tries", caller);
                    return (caller % 2 == 0 ? notes : other).update(mine, Where.ANY.is("tries", 0L)) ? caller : 0;
                })
                .stream()
                .filter(winner -> winner != 0)
                .toList();

        assertThat(winners).containsExactly(notes.find("a").orElseThrow().number("tries"));
    }

    @Test
    void of_fifty_who_delete_one_document_at_once_one_does() throws Exception {
        notes.insert(owned("a", "ada"));
        StateCollection other = otherNode();
        AtomicInteger callers = new AtomicInteger();

        assertThat(AtOnce.call(50, () -> (callers.incrementAndGet() % 2 == 0 ? notes : other).delete("a", Where.ANY)))
                .filteredOn(Boolean::booleanValue)
                .hasSize(1);
        assertThat(open().collection(NOTES).find("a")).isEmpty();
    }

    @Test
    void of_an_update_and_a_deletion_at_once_the_deletion_stays() throws Exception {
        StateCollection other = otherNode();
        for (int round = 0; round < 20; round++) {
            String id = "note-" + round;
            notes.insert(owned(id, "ada"));
            AtomicInteger callers = new AtomicInteger();
            AtOnce.call(
                    4,
                    () -> callers.incrementAndGet() == 2
                            ? other.delete(id, Where.ANY)
                            : notes.update(owned(id, "bob"), Where.ANY));

            assertThat(notes.find(id)).isEmpty();
        }
    }

    @Test
    void a_deletion_spares_what_does_not_meet_its_condition() {
        notes.insert(owned("a", "ada"));

        assertThat(notes.delete("a", Where.ANY.is("owner", "bob"))).isFalse();
        assertThat(ownerOf("a")).isEqualTo("ada");
        assertThat(notes.delete("a", Where.ANY.is("owner", "ada"))).isTrue();
        assertThat(notes.delete("a", Where.ANY)).isFalse();
    }

    @Test
    void all_that_meet_a_condition_are_deleted_and_no_others() {
        notes.insert(owned("a", "ada"));
        notes.insert(owned("b", "ada"));
        notes.insert(owned("c", "bob"));

        notes.deleteAll(Where.ANY.is("owner", "ada"));
        notes.deleteAll(Where.ANY.is("owner", "ada"));

        assertThat(idsOf(open().collection(NOTES))).containsExactly("c");
    }

    @Test
    void the_first_come_in_order_and_no_more_than_were_asked_for() {
        for (int i = 0; i < 5; i++) {
            notes.insert(new StateDocument("note " + i).with("lane", "x").with("due", NOW.minusSeconds(i)));
        }
        notes.insert(new StateDocument("other lane").with("lane", "y").with("due", NOW.minusSeconds(9)));

        assertThat(notes.first(Where.ANY.is("lane", "x").notAfter("due", NOW.minusSeconds(1)), "due", 3))
                .extracting(StateDocument::id)
                .containsExactly("note 4", "note 3", "note 2");
        assertThat(notes.first(Where.ANY.is("lane", "x"), "due", 9)).hasSize(5);
    }

    @Test
    void what_meets_a_condition_is_counted() {
        notes.insert(owned("a", "ada").with("due", NOW));
        notes.insert(owned("b", "ada").with("due", NOW.plusSeconds(1)));
        notes.insert(owned("c", "bob").with("due", NOW.plusSeconds(1)));

        assertThat(notes.count(Where.ANY)).isEqualTo(3);
        assertThat(notes.count(Where.ANY.is("owner", "ada"))).isEqualTo(2);
        assertThat(notes.count(Where.ANY.is("owner", "ada").after("due", NOW))).isEqualTo(1);
        assertThat(notes.count(Where.ANY.is("owner", "eve"))).isZero();
    }

    @Test
    void all_are_shown_in_the_order_of_the_bytes_of_their_ids() {
        List.of("b", "a/10", "a/2", "B").forEach(id -> notes.insert(new StateDocument(id)));

        assertThat(idsOf(notes)).containsExactly("B", "a/10", "a/2", "b");
    }

    @Test
    void what_has_not_expired_stays() {
        notes.insert(new StateDocument("young").with("expires_at", NOW.plusMillis(1)));
        notes.insert(new StateDocument("for ever"));

        notes.expire(NOW.plus(KEPT));

        assertThat(idsOf(open().collection(NOTES))).containsExactly("for ever", "young");
    }

    @Test
    void a_claim_is_seen_by_all_who_are_alive() {
        notes.claims().insert(owned("a", "ada"));

        assertThat(otherNode().claims().insert(owned("a", "bob"))).isFalse();
        assertThat(otherNode().find("a").orElseThrow().text("owner")).isEqualTo("ada");
        assertThat(otherNode().claims().update(owned("a", "bob"), Where.ANY.is("owner", "ada")))
                .isTrue();
        assertThat(ownerOf("a")).isEqualTo("bob");
    }

    @Test
    void writes_that_are_made_together_are_all_there_after_reopening() {
        boolean both = store.together(() -> {
            notes.insert(owned("a", "ada"));
            return notes.update(owned("a", "bob"), Where.ANY.is("owner", "ada"));
        });

        assertThat(both).isTrue();
        assertThat(open().collection(NOTES).find("a").orElseThrow().text("owner"))
                .isEqualTo("bob");
    }

    @Test
    void what_is_not_declared_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> notes.insert(new StateDocument("a").with("other", "x")));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.insert(new StateDocument("a").with("owner", 1L)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notes.update(new StateDocument("a").with("due", "x"), Where.ANY));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.delete("a", Where.ANY.is("other", "x")));
    }

    @Test
    void what_no_index_answers_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> notes.first(Where.ANY));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.first(Where.ANY.is("tries", 1L)));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.first(Where.ANY.is("owner", "ada"), "due", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.count(Where.ANY.notAfter("due", NOW)));
        assertThatIllegalArgumentException().isThrownBy(() -> notes.deleteAll(Where.ANY));
    }

    private String ownerOf(String id) {
        return notes.find(id).orElseThrow().text("owner");
    }

    private static List<String> idsOf(StateCollection collection) {
        List<String> ids = new ArrayList<>();
        collection.forEach(document -> ids.add(document.id()));
        return ids;
    }

    protected static StateDocument owned(String id, String owner) {
        return new StateDocument(id).with("owner", owner);
    }
}
