package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ServerAddress;
import io.ssouser.eventstore.StoreRefused;
import io.ssouser.eventstore.StoreUnavailable;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MongoTroubleTest {
    private static final MongoCredential ADA = MongoCredential.createCredential("ada", "sso", "canary".toCharArray());

    private static RuntimeException of(MongoException failure) {
        return MongoTrouble.of("Reading a session", failure);
    }

    /** Unauthorized; a primary that steps down; no majority in time; a query that is wrong. */
    @ParameterizedTest
    @CsvSource({
        "13, io.ssouser.eventstore.StoreRefused",
        "189, io.ssouser.eventstore.StoreUnavailable",
        "64, io.ssouser.eventstore.StoreUnavailable",
        "2, java.lang.IllegalStateException"
    })
    void what_a_server_says_is_told_by_its_code(int code, Class<?> meaning) {
        BsonDocument answer = BsonDocument.parse("{ok: 0, code: " + code + ", errmsg: 'so it is'}");

        assertThat(of(new MongoCommandException(answer, new ServerAddress())))
                .isExactlyInstanceOf(meaning)
                .hasMessageContaining("Reading a session")
                .hasMessageContaining("so it is");
    }

    @Test
    void who_is_not_permitted_reads_which_role_is_missing() {
        BsonDocument answer = BsonDocument.parse("{ok: 0, code: 13, errmsg: 'not authorized'}");

        assertThat(of(new MongoCommandException(answer, new ServerAddress()))).hasMessageContaining("readWrite");
    }

    @Test
    void a_password_that_is_not_accepted_is_not_waited_for_and_not_told() {
        assertThat(of(new MongoSecurityException(ADA, "Exception authenticating")))
                .isInstanceOf(StoreRefused.class)
                .hasMessageContaining("SSO_MONGODB_URI")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_connection_that_breaks_off_may_be_had_later_also_while_signing_in() {
        MongoSocketReadException broken = new MongoSocketReadException("broken", new ServerAddress());

        assertThat(of(broken)).isInstanceOf(StoreUnavailable.class);
        assertThat(of(new MongoSecurityException(ADA, "Exception authenticating", broken)))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(of(new MongoTimeoutException("no primary"))).isInstanceOf(StoreUnavailable.class);
    }
}
