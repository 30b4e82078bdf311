package io.ssouser.eventstore.mongodb.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.WriteConcernError;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MongoTroubleTest {
    private static final MongoCredential ADA = MongoCredential.createCredential("ada", "sso", "canary".toCharArray());
    private static final ServerAddress SERVER = new ServerAddress();
    private static final Set<Integer> FATAL = Set.of(1, 2, 9, 14, 20, 26, 52, 59, 66, 72, 96, 121, 197, 10334);

    private static RuntimeException of(MongoException failure) {
        return new MongoTrouble("SSO_MONGODB_URI").of("Reading a session", failure);
    }

    private static MongoServerException command(int code) {
        BsonDocument answer =
                BsonDocument.parse("{ok: 0, errmsg: 'so it is'}").append("code", new org.bson.BsonInt32(code));
        return new MongoCommandException(answer, SERVER);
    }

    private static MongoBulkWriteException bulk(List<BulkWriteError> errors, WriteConcernError unsure) {
        return new MongoBulkWriteException(BulkWriteResult.unacknowledged(), errors, unsure, SERVER, Set.of());
    }

    private static BulkWriteError document(int code, int index) {
        return new BulkWriteError(code, "so it is", new BsonDocument(), index);
    }

    static Set<Integer> passing() {
        return new TreeSet<>(ServerErrors.PASSING.keySet());
    }

    /** What the driver's and the server's documents name, so that the table cannot shrink unseen. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                6, 7, 24, 43, 46, 50, 63, 64, 89, 91, 100, 112, 117, 133, 134, 149, 150, 175, 189, 202, 211, 215, 216,
                237, 249, 262, 365, 433, 462, 9001, 10107, 11600, 11601, 11602, 13388, 13435, 13436, 14031
            })
    void the_table_of_what_passes_holds(int code) {
        assertThat(ServerErrors.PASSING).containsKey(code);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void what_passes_is_unavailable_wherever_the_server_says_it(int code) {
        WriteError error = new WriteError(code, "so it is", new BsonDocument());

        assertThat(List.of(
                        of(command(code)),
                        of(new MongoWriteException(error, SERVER, Set.of())),
                        of(new MongoWriteConcernException(
                                new WriteConcernError(code, "so", "so it is", new BsonDocument()),
                                WriteConcernResult.unacknowledged(),
                                SERVER,
                                Set.of())),
                        of(bulk(List.of(document(11000, 0), document(code, 1)), null))))
                .allSatisfy(meaning -> assertThat(meaning)
                        .isExactlyInstanceOf(StoreUnavailable.class)
                        .hasMessageContaining("Reading a session")
                        .hasMessageContaining("so it is"));
        assertThat(of(new MongoSecurityException(ADA, "Exception authenticating", command(code))))
                .as("no wrong password")
                .isExactlyInstanceOf(StoreUnavailable.class);
    }

    @Test
    void every_number_that_is_in_no_table_is_a_mistake_and_is_not_waited_for() {
        IntStream.concat(IntStream.rangeClosed(1, 500), FATAL.stream().mapToInt(code -> code))
                .filter(code -> !ServerErrors.PASSING.containsKey(code)
                        && !ServerErrors.NOT_SIGNED_IN.containsKey(code)
                        && !ServerErrors.NOT_PERMITTED.containsKey(code)
                        && !ServerErrors.REFUSED.containsKey(code))
                .forEach(code ->
                        assertThat(of(command(code))).as("%d", code).isExactlyInstanceOf(IllegalStateException.class));
        assertThat(ServerErrors.PASSING.keySet()).doesNotContainAnyElementsOf(FATAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"RetryableWriteError", "RetryableError", "SystemOverloadedError", "TransientTransactionError"})
    void what_bears_a_label_of_what_may_be_retried_passes_whatever_its_number(String label) {
        MongoServerException failure = command(99999);
        assertThat(of(failure)).isExactlyInstanceOf(IllegalStateException.class);

        failure.addLabel(label);

        assertThat(of(failure)).isExactlyInstanceOf(StoreUnavailable.class);
    }

    @Test
    void of_several_documents_the_first_that_broke_no_unique_index_says_why() {
        assertThat(of(bulk(List.of(document(11000, 0), document(13, 1)), null)))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("readWrite");
        assertThat(of(bulk(List.of(document(121, 0)), null))).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_no_majority_has_acknowledged_may_be_in() {
        WriteConcernError unsure =
                new WriteConcernError(64, "so", "waiting for replication timed out", new BsonDocument());

        assertThat(of(bulk(List.of(), unsure)))
                .isExactlyInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("no majority has acknowledged");
        assertThat(of(bulk(List.of(document(11000, 0)), unsure))).isExactlyInstanceOf(StoreUnavailable.class);
    }

    @Test
    void who_is_not_permitted_reads_which_role_is_missing() {
        assertThat(of(command(13))).isInstanceOf(StoreRefused.class).hasMessageContaining("readWrite");
    }

    /** Atlas has one number for passwords, roles and quotas; servers of other makers say what they lack. */
    @ParameterizedTest
    @ValueSource(ints = {8000, 238, 115})
    void what_only_the_server_can_explain_is_told_in_its_own_words(int code) {
        assertThat(of(command(code)))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("so it is")
                .hasMessageNotContaining("readWrite");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 11, 8000, 334})
    void a_password_that_is_not_accepted_is_not_waited_for_and_not_told(int code) {
        assertThat(List.of(
                        of(new MongoSecurityException(ADA, "Exception authenticating")),
                        of(new MongoSecurityException(ADA, "Exception authenticating", command(code)))))
                .allSatisfy(meaning -> assertThat(meaning)
                        .isInstanceOf(StoreRefused.class)
                        .hasMessageContaining("SSO_MONGODB_URI")
                        .hasMessageNotContaining("canary"));
    }

    @Test
    void a_connection_that_breaks_off_may_be_had_later_also_while_signing_in() {
        MongoSocketReadException broken = new MongoSocketReadException("broken", SERVER);

        assertThat(of(broken)).isInstanceOf(StoreUnavailable.class);
        assertThat(of(new MongoSecurityException(ADA, "Exception authenticating", broken)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(of(new MongoTimeoutException("no primary"))).isInstanceOf(StoreUnavailable.class);
    }
}
