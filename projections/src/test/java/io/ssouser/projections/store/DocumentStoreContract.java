package io.ssouser.projections.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.Query.Condition;
import io.ssouser.projections.store.Query.Cursor;
import io.ssouser.projections.store.Query.Equals;
import io.ssouser.projections.store.Query.In;
import io.ssouser.projections.store.Query.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every document store does. A subclass gives an empty store and its transactions. */
public abstract class DocumentStoreContract {
    private static final String PEOPLE = "people";
    private static final Collection DECLARED =
            new Collection(PEOPLE, List.of(new Field("town", Kind.TEXT), new Field("age", Kind.INTEGER)));

    private DocumentStore store;

    protected abstract DocumentStore store();

    /** Runs the writes in one transaction; when they throw, none of them may be left. */
    protected abstract void inTransaction(Runnable writes);

    @BeforeEach
    void declare() {
        store = store();
        store.declare(DECLARED);
    }

    private void save(String id, long position, String town, long age) {
        store.save(PEOPLE, new Document(id, position, person(town, age)));
    }

    private static String person(String town, long age) {
        return "{\"town\":\"" + town + "\",\"age\":" + age + "}";
    }

    private static Query query(
            String orderBy, boolean descending, Cursor after, int skip, int limit, Condition... conditions) {
        return new Query(List.of(conditions), orderBy, descending, after, skip, limit);
    }

    private List<String> ids(Query query) {
        return store.find(PEOPLE, query).stream().map(Document::id).toList();
    }

    private List<String> where(Condition... conditions) {
        return ids(query("age", false, null, 0, 1_000, conditions));
    }

    private void fivePeople() {
        save("a", 1, "Rome", 30);
        save("b", 2, "Rome", 20);
        save("c", 3, "Oslo", 20);
        save("d", 4, "Oslo", 40);
        save("e", 5, "Bonn", 20);
    }

    @Test
    void a_saved_document_is_found_as_it_was_given() {
        save("a", 7, "Rome", 30);
        assertThat(store.find(PEOPLE, "a")).contains(new Document("a", 7, person("Rome", 30)));
        assertThat(store.find(PEOPLE, "b")).isEmpty();
    }

    @Test
    void a_write_that_the_document_has_seen_changes_nothing_and_a_newer_one_replaces_it() {
        save("a", 7, "Rome", 30);
        save("a", 7, "Oslo", 31);
        save("a", 6, "Bonn", 32);
        assertThat(store.find(PEOPLE, "a")).contains(new Document("a", 7, person("Rome", 30)));

        save("a", 8, "Oslo", 31);
        assertThat(store.find(PEOPLE, "a")).contains(new Document("a", 8, person("Oslo", 31)));
        assertThat(where(new Equals("town", "Rome"))).isEmpty();
        assertThat(where(new Equals("town", "Oslo"))).containsExactly("a");
    }

    @Test
    void a_deleted_document_is_gone_and_deleting_it_again_is_no_error() {
        fivePeople();
        store.delete(PEOPLE, "c", 6);
        store.delete(PEOPLE, "c", 6);
        assertThat(store.find(PEOPLE, "c")).isEmpty();
        assertThat(where()).containsExactly("b", "e", "a", "d");
    }

    @Test
    void a_deletion_that_the_document_has_seen_changes_nothing() {
        save("a", 7, "Rome", 30);
        store.delete(PEOPLE, "a", 7);
        store.delete(PEOPLE, "a", 6);
        assertThat(store.find(PEOPLE, "a")).isPresent();
        inTransaction(() -> {
            store.delete(PEOPLE, "a", 7);
            assertThat(where()).containsExactly("a");
            store.delete(PEOPLE, "a", 8);
            assertThat(store.find(PEOPLE, "a")).isEmpty();
        });
        assertThat(where()).isEmpty();
        save("a", 9, "Oslo", 31);
        assertThat(where()).containsExactly("a");
    }

    @Test
    void a_forgotten_document_can_be_saved_again_at_a_lower_position() {
        save("a", 7, "Rome", 30);
        save("b", 7, "Rome", 31);
        store.delete(PEOPLE, "b", 8);
        inTransaction(() -> {
            store.forget(PEOPLE, "a");
            assertThat(where()).isEmpty();
            assertThat(store.find(PEOPLE, "a")).isEmpty();
            save("a", 1, "Oslo", 20);
            assertThat(where()).containsExactly("a");
        });
        store.forget(PEOPLE, "b");
        save("b", 1, "Oslo", 21);
        assertThat(where(new Equals("town", "Oslo"))).containsExactly("a", "b");
    }

    @Test
    void clearing_a_collection_leaves_the_others() {
        store.declare(new Collection("towns", List.of()));
        store.save("towns", new Document("a", 1, "{}"));
        fivePeople();
        store.clear(PEOPLE);
        assertThat(where()).isEmpty();
        assertThat(store.find("towns", "a")).isPresent();
    }

    @Test
    void what_is_kept_tells_what_it_has_seen() {
        assertThat(store.kept(PEOPLE, "a")).isEqualTo(Kept.NOTHING);
        save("a", 7, "Rome", 30);
        assertThat(store.kept(PEOPLE, "a")).isEqualTo(new Kept(7, person("Rome", 30)));
        inTransaction(() -> {
            save("a", 8, "Oslo", 31);
            assertThat(store.kept(PEOPLE, "a")).isEqualTo(new Kept(8, person("Oslo", 31)));
            store.delete(PEOPLE, "a", 9);
            assertThat(store.kept(PEOPLE, "a").json()).isNull();
        });
        assertThat(store.kept(PEOPLE, "a").json()).isNull();
        assertThat(store.kept(PEOPLE, "a").position()).isIn(-1L, 9L);
    }

    @Test
    void a_dropped_collection_can_be_declared_anew_with_other_fields_and_is_empty() {
        store.declare(new Collection("towns", List.of()));
        store.save("towns", new Document("a", 1, "{}"));
        fivePeople();
        store.drop(PEOPLE);
        store.drop(PEOPLE);
        assertThatIllegalArgumentException().isThrownBy(() -> store.find(PEOPLE, "a"));
        store.declare(new Collection(PEOPLE, List.of(new Field("age", Kind.INTEGER))));
        assertThat(where()).isEmpty();
        store.save(PEOPLE, new Document("a", 1, "{\"age\":1}"));
        assertThat(where()).containsExactly("a");
        assertThat(store.find("towns", "a")).isPresent();
        assertThatIllegalArgumentException().isThrownBy(() -> store.drop("a\"; DROP TABLE x; --"));
    }

    @Test
    void conditions_narrow_together() {
        fivePeople();
        assertThat(where(new Equals("town", "Rome"))).containsExactly("b", "a");
        assertThat(where(new Equals("age", 20L), new Equals("town", "Oslo"))).containsExactly("c");
        assertThat(where(new In("town", List.of("Bonn", "Oslo", "Nowhere")))).containsExactly("c", "e", "d");
        assertThat(where(new In("town", List.of()))).isEmpty();
    }

    @Test
    void a_range_is_from_inclusive_to_exclusive_and_open_where_null() {
        fivePeople();
        assertThat(where(new Range("age", 20L, 40L))).containsExactly("b", "c", "e", "a");
        assertThat(where(new Range("age", 30L, null))).containsExactly("a", "d");
        assertThat(where(new Range("age", null, 30L))).containsExactly("b", "c", "e");
        assertThat(where(new Range("town", "C", "P"))).containsExactly("c", "d");
        assertThat(where(new Range("age", null, null))).hasSize(5);
    }

    @Test
    void numbers_compare_as_numbers() {
        save("a", 1, "Rome", 9);
        save("b", 2, "Rome", 10);
        save("c", 3, "Rome", -1);
        assertThat(where()).containsExactly("c", "a", "b");
    }

    @Test
    void a_count_heeds_conditions_and_neither_limit_nor_cursor_nor_skip() {
        fivePeople();
        Condition rome = new Equals("town", "Rome");
        assertThat(store.count(PEOPLE, query("age", false, null, 0, 1, rome))).isEqualTo(2);
        assertThat(store.count(PEOPLE, query("age", false, new Cursor(30L, "a"), 0, 1, rome)))
                .isEqualTo(2);
        assertThat(store.count(PEOPLE, query("age", false, null, 4, 1))).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"false, b c e a d", "true, d a e c b"})
    void ties_are_broken_by_id_in_the_same_direction_so_cursors_walk_the_whole_order(boolean descending, String order) {
        fivePeople();
        List<String> walked = new ArrayList<>();
        Cursor after = null;
        for (int page = 0; page < 5; page++) {
            List<String> ids = ids(query("age", descending, after, 0, 1));
            assertThat(ids).hasSize(1);
            walked.addAll(ids);
            String json = store.find(PEOPLE, ids.get(0)).orElseThrow().json();
            after = new Cursor(Long.parseLong(json.replaceAll(".*\"age\":(\\d+).*", "$1")), ids.get(0));
        }
        assertThat(walked).containsExactly(order.split(" "));
        assertThat(ids(query("age", descending, after, 0, 1))).isEmpty();
    }

    @Test
    void a_cursor_holds_when_its_document_is_gone_or_the_order_value_is_given_as_a_condition() {
        fivePeople();
        store.delete(PEOPLE, "c", 6);
        assertThat(ids(query("age", false, new Cursor(20L, "c"), 0, 9))).containsExactly("e", "a", "d");
        assertThat(ids(query("age", false, new Cursor(20L, "b"), 0, 9, new Equals("age", 20L))))
                .containsExactly("e");
        assertThat(ids(query("age", true, new Cursor(20L, "e"), 0, 9, new Equals("age", 20L))))
                .containsExactly("b");
        assertThat(ids(query("age", false, new Cursor(10L, "x"), 0, 9, new Equals("age", 20L))))
                .containsExactly("b", "e");
    }

    @Test
    void skipping_passes_over_the_first() {
        fivePeople();
        assertThat(ids(query("age", false, null, 3, 1))).containsExactly("a");
        assertThat(ids(query("age", false, null, 5, 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, -1", "0, 1001", "0, 2147483647", "-1, 10"})
    void a_page_without_sound_bounds_is_refused(int skip, int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> ids(query("age", false, null, skip, limit)));
    }

    @Test
    void a_page_that_follows_a_cursor_and_skips_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ids(query("age", false, new Cursor(1L, "a"), 1, 1)));
    }

    @Test
    void a_value_of_another_kind_and_a_field_that_is_not_declared_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> where(new Equals("age", "20")));
        assertThatIllegalArgumentException().isThrownBy(() -> where(new In("town", List.of(1L))));
        assertThatIllegalArgumentException().isThrownBy(() -> where(new Range("shoe", 1L, null)));
        assertThatIllegalArgumentException().isThrownBy(() -> ids(query("shoe", false, null, 0, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ids(query("age", false, new Cursor("x", "a"), 0, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "{\"town\":\"Rome\"}", "{\"town\":null,\"age\":1}", "{\"town\":1,\"age\":1}",
                        "{\"town\":\"Rome\",\"age\":\"1\"}",
                "{\"town\":\"Rome\",\"age\":1.5}", "[]", "\"text\"", "not json", ""
            })
    void a_document_that_no_query_could_find_is_refused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.save(PEOPLE, new Document("a", 1, json)));
        assertThat(store.find(PEOPLE, "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "\"; DROP TABLE \"documents of people\"; --",
                "Rome%",
                "_ome",
                "{\"$ne\":null}",
                "\u0000",
                "日本 🗼"
            })
    void what_people_type_is_a_value_and_nothing_else(String text) {
        fivePeople();
        assertThat(where(new Equals("town", text))).isEmpty();
        assertThat(where(new In("town", List.of(text)))).isEmpty();
        assertThat(store.find(PEOPLE, text)).isEmpty();
        assertThat(ids(query("town", false, new Cursor("Rome", text), 0, 9))).isSubsetOf("a", "b", "c", "d", "e");
        store.save(PEOPLE, new Document(text, 9, person("Rome", 99)));
        store.delete(PEOPLE, text, 10);
        assertThat(where()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"; DROP TABLE x; --", "ä", "A", "1a", "a.b", "a'b"})
    void names_that_are_no_names_are_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.declare(new Collection(name, List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.declare(new Collection("fine", List.of(new Field(name, Kind.TEXT)))));
        assertThatIllegalArgumentException().isThrownBy(() -> ids(query(name, false, null, 0, 1)));
    }

    @Test
    void declaring_again_keeps_all_and_with_other_fields_is_refused() {
        fivePeople();
        store.declare(DECLARED);
        assertThat(where()).hasSize(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.declare(new Collection(PEOPLE, List.of(new Field("town", Kind.TEXT)))));
        assertThat(where()).hasSize(5);
    }

    @Test
    void a_collection_that_was_not_declared_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.find("ghosts", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.clear("ghosts"));
    }

    @Test
    void what_a_transaction_wrote_it_reads_and_when_it_fails_nothing_of_it_is_left() {
        save("a", 1, "Rome", 30);
        assertThatThrownBy(() -> inTransaction(() -> {
                    save("a", 2, "Oslo", 31);
                    save("b", 2, "Oslo", 20);
                    store.delete(PEOPLE, "a", 3);
                    assertThat(where()).containsExactly("b");
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(where()).containsExactly("a");
        assertThat(store.find(PEOPLE, "a")).contains(new Document("a", 1, person("Rome", 30)));
    }

    @Test
    void a_refused_document_leaves_the_rest_of_the_transaction_as_it_is() {
        inTransaction(() -> {
            save("a", 1, "Rome", 30);
            assertThatIllegalArgumentException().isThrownBy(() -> store.save(PEOPLE, new Document("b", 2, "{}")));
            save("c", 3, "Oslo", 20);
        });
        assertThat(where()).containsExactly("c", "a");
    }

    @Test
    void what_a_transaction_wrote_others_see_only_when_it_is_in() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        Thread other = new Thread(() -> seen.addAll(where()));
        inTransaction(() -> {
            save("a", 1, "Rome", 30);
            other.start();
            join(other);
        });
        assertThat(seen).isEmpty();
        assertThat(where()).containsExactly("a");
    }

    @Test
    void transactions_of_several_threads_at_once_lose_nothing() {
        CompletableFuture<?>[] threads = IntStream.range(0, 4)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 20; i++) {
                        String id = thread + "-" + i;
                        inTransaction(() -> save(id, 1, "Rome", 30));
                    }
                }))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(threads).join();

        assertThat(where(new Equals("town", "Rome"))).hasSize(80);
    }

    @Test
    void a_part_of_a_transaction_that_fails_dooms_all_of_it() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    save("a", 1, "Rome", 30);
                    assertThatThrownBy(() -> inTransaction(() -> {
                                throw new IllegalStateException("on purpose");
                            }))
                            .hasMessage("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(where()).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
