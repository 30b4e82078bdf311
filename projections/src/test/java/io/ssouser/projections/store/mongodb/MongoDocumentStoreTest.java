package io.ssouser.projections.store.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssouser.eventstore.mongodb.MongoStore;
import io.ssouser.eventstore.mongodb.TestMongo;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.Collection.Field;
import io.ssouser.projections.store.Collection.Kind;
import io.ssouser.projections.store.Document;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.DocumentStoreContract;
import io.ssouser.projections.store.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.common.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDocumentStoreTest extends DocumentStoreContract {
    private static final Collection CITIES =
            new Collection("cities", List.of(new Field("name", Kind.TEXT), new Field("size", Kind.INTEGER)));

    private final TestMongo mongo = TestMongo.fresh();
    private final MongoStore connection = mongo.store();
    private final MongoTransactions units = new MongoTransactions();

    @Override
    protected DocumentStore store() {
        DocumentStore store = new MongoDocumentStore(units, TestCollections.of(connection));
        store.declare(CITIES);
        return store;
    }

    @Override
    protected void inTransaction(Runnable writes) {
        units.executeInTransaction(writes);
    }

    @AfterEach
    void close() {
        connection.close();
        mongo.close();
    }

    private static Document town(String id, long position, String name, long size) {
        return new Document(id, position, "{\"name\":\"" + name + "\",\"size\":" + size + "}");
    }

    private static List<String> bySize(DocumentStore store, int skip, int limit) {
        return store.find("cities", new Query(List.of(), "size", false, null, skip, limit)).stream()
                .map(Document::id)
                .toList();
    }

    @Test
    void a_node_that_was_stopped_cannot_bring_back_what_was_deleted_since_nor_delete_what_is_newer() {
        DocumentStore stopped = store();
        DocumentStore successor = store();
        successor.save("cities", town("rome", 12, "Rome", 3));
        successor.delete("cities", "rome", 15);
        stopped.save("cities", town("rome", 12, "Rome", 3));
        stopped.delete("cities", "rome", 13);
        assertThat(successor.find("cities", "rome")).isEmpty();

        successor.save("cities", town("rome", 20, "Rome", 4));
        stopped.delete("cities", "rome", 15);
        assertThat(successor.find("cities", "rome")).contains(town("rome", 20, "Rome", 4));
    }

    @Test
    void a_document_that_was_made_and_deleted_in_one_unit_stays_gone_too() {
        DocumentStore store = store();
        inTransaction(() -> {
            store.save("cities", town("rome", 12, "Rome", 3));
            store.delete("cities", "rome", 15);
        });
        store.save("cities", town("rome", 12, "Rome", 3));
        assertThat(store.find("cities", "rome")).isEmpty();
    }

    @Test
    void a_unit_reads_what_is_kept_and_what_it_wrote_as_one_order() {
        DocumentStore store = store();
        for (int i = 0; i < 6; i++) {
            store.save("cities", town("kept" + i, i, "Kept", i * 10));
        }
        inTransaction(() -> {
            store.save("cities", town("kept0", 10, "Moved", 35));
            store.save("cities", town("mine", 11, "Mine", 15));
            store.delete("cities", "kept5", 12);
            store.save("cities", town("kept4", 3, "Stale", 1));
            assertThat(bySize(store, 0, 9)).containsExactly("kept1", "mine", "kept2", "kept3", "kept0", "kept4");
            assertThat(bySize(store, 1, 3)).containsExactly("mine", "kept2", "kept3");
            assertThat(store.count("cities", new Query(List.of(), "size", false, null, 0, 1)))
                    .isEqualTo(6);
            assertThat(store.find("cities", "kept4")).contains(town("kept4", 4, "Kept", 40));
            assertThat(store.find(
                            "cities",
                            new Query(
                                    List.of(new Query.Range("size", 10L, 36L)),
                                    "size",
                                    true,
                                    new Query.Cursor(35L, "kept0"),
                                    0,
                                    2)))
                    .extracting(Document::id)
                    .containsExactly("kept3", "kept2");
        });
        assertThat(bySize(store, 0, 9)).containsExactly("kept1", "mine", "kept2", "kept3", "kept0", "kept4");
    }

    @Test
    void a_cleared_collection_is_empty_within_the_unit_and_begins_again_at_the_lowest_position() {
        DocumentStore store = store();
        store.save("cities", town("rome", 12, "Rome", 3));
        store.delete("cities", "oslo", 15);
        inTransaction(() -> {
            store.clear("cities");
            assertThat(bySize(store, 0, 9)).isEmpty();
            store.save("cities", town("oslo", 1, "Oslo", 1));
            assertThat(bySize(store, 0, 9)).containsExactly("oslo");
        });
        assertThat(bySize(store, 0, 9)).containsExactly("oslo");
    }

    @Test
    void what_waits_for_the_commit_runs_behind_the_documents_in_its_order_and_without_a_unit_at_once() {
        DocumentStore store = store();
        List<String> order = new ArrayList<>();
        inTransaction(() -> {
            units.atCommit(() -> order.add(
                    store.find("cities", "rome").isPresent() ? "behind the document" : "before the document"));
            units.atCommit(() -> order.add("last"));
            store.save("cities", town("rome", 1, "Rome", 3));
            assertThat(order).isEmpty();
        });
        assertThat(order).containsExactly("behind the document", "last");
        units.atCommit(() -> order.add("at once"));
        assertThat(order).endsWith("at once");
    }

    @Test
    void a_nested_unit_joins_and_when_it_is_rolled_back_nothing_is_written() {
        DocumentStore store = store();
        List<String> ran = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> inTransaction(() -> {
                    store.save("cities", town("rome", 1, "Rome", 3));
                    units.atCommit(() -> ran.add("token"));
                    Transaction nested = units.startTransaction();
                    store.save("cities", town("oslo", 2, "Oslo", 3));
                    nested.rollback();
                }));
        assertThat(bySize(store, 0, 9)).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void of_writes_that_race_the_newest_position_stays() throws Exception {
        DocumentStore store = store();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String id = "town" + round;
                CyclicBarrier start = new CyclicBarrier(8);
                List<Future<?>> writes = new ArrayList<>();
                for (int i = 1; i <= 8; i++) {
                    int position = i;
                    writes.add(threads.submit(() -> {
                        start.await();
                        store.save("cities", town(id, position, "Rome", position));
                        return null;
                    }));
                }
                for (Future<?> write : writes) {
                    write.get();
                }
                assertThat(store.find("cities", id)).contains(town(id, 8, "Rome", 8));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
