package io.ssouser.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sqlite:/var/lib/sso                            | sqlite:/var/lib/sso     | --sso.store=sqlite --sso.data-dir=/var/lib/sso
            mongodb://h1,h2:27018/sso                      | mongodb://h1,h2:27018/sso | --sso.store=mongodb --sso.mongodb-uri=mongodb://h1,h2:27018/sso --sso.keys-mongodb-uri=
            mongodb+srv://ada:p%40ss@host/sso?authSource=a | mongodb+srv://host/sso  | --sso.store=mongodb --sso.mongodb-uri=mongodb+srv://ada:p%40ss@host/sso?authSource=a --sso.keys-mongodb-uri=
            mongodb://ada:p@ss?w/rd@host/sso               | mongodb://host/sso      | --sso.store=mongodb --sso.mongodb-uri=mongodb://ada:p@ss?w/rd@host/sso --sso.keys-mongodb-uri=
            mongodb:                                       | mongodb:                | --sso.store=mongodb
            """)
    void an_address_gives_the_settings_of_its_store_and_shows_no_password(String text, String shown, String settings) {
        StoreAddress address = new StoreAddress(text);
        assertThat(address).hasToString(shown);
        assertThat(String.join(" ", address.settings())).isEqualTo(settings);
    }

    /** What the environment says of keys belongs to the service's own store, and to no other. */
    @Test
    void keys_of_another_place_go_with_the_address_of_their_store() {
        assertThat(new StoreAddress("mongodb://host/sso", "mongodb://other/keys").settings())
                .contains("--sso.keys-mongodb-uri=mongodb://other/keys");
        assertThat(new StoreAddress("mongodb:", "mongodb://other/keys").settings())
                .containsExactly("--sso.store=mongodb", "--sso.keys-mongodb-uri=mongodb://other/keys");
        assertThatThrownBy(() -> new StoreAddress("sqlite:data", "mongodb://ada:secret@other/keys"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "sqlite:", "mongodb://", "http://ada:secret@host/", "mongo://host/db"})
    void anything_else_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> new StoreAddress(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an address is")
                .hasMessageNotContaining("secret");
    }
}
