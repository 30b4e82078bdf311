package io.ssouser.eventstore.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestMongoAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mongodb://localhost                                | | mongodb://localhost/x
            mongodb://localhost:27018/                         | | mongodb://localhost:27018/x
            mongodb://a,b:2,c/?replicaSet=rs0                  | | mongodb://a,b:2,c/x?replicaSet=rs0
            mongodb://ada:p%40s%2Fs@a,b/                       | | mongodb://ada:p%40s%2Fs@a,b/x?authSource=admin
            mongodb://ada:pw@a/?authSource=people&tls=true     | | mongodb://ada:pw@a/x?authSource=people&tls=true
            mongodb://ada:pw@a/mine                            | mine | mongodb://ada:pw@a/x?authSource=mine
            mongodb://ada:pw@a/mine?replicaSet=rs0             | mine | mongodb://ada:pw@a/x?authSource=mine&replicaSet=rs0
            mongodb://ada:pw@[::1]:27018/mine?authSource=admin | mine | mongodb://ada:pw@[::1]:27018/x?authSource=admin
            mongodb://%2Ftmp%2Fmongodb-27017.sock/             | | mongodb://%2Ftmp%2Fmongodb-27017.sock/x
            """)
    void another_database_is_named_and_who_signs_in_signs_in_where_he_did(String uri, String database, String other) {
        TestMongoAddress address = new TestMongoAddress(uri);

        assertThat(address.database()).isEqualTo(database);
        assertThat(address.of("x")).isEqualTo(other);
        assertThat(new ConnectionString(address.of("x")).getCredential())
                .isEqualTo(new ConnectionString(uri).getCredential());
    }
}
