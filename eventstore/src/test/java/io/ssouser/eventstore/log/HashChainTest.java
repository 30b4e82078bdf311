package io.ssouser.eventstore.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The literal vector of docs/events.md: whoever changes it breaks every log there is. */
class HashChainTest {
    private static final StoredEvent REGISTERED = new StoredEvent(
            0,
            "user-1",
            "User",
            0,
            "e-1",
            "user.registered",
            "1",
            Instant.parse("2026-11-24T12:00:00.123456789Z"),
            "{\"name\":\"Zoë\"}".getBytes(UTF_8),
            "{}".getBytes(UTF_8));
    private static final StoredEvent PLAIN =
            new StoredEvent(1, "e-2", null, 0, "e-2", "tick", null, Instant.EPOCH, "{}".getBytes(UTF_8), new byte[0]);

    @Test
    void the_form_of_an_event_is_as_documented() {
        assertThat(HexFormat.of().formatHex(LeafForm.of(REGISTERED)))
                .isEqualTo(
                        "0000000000000000" // position 0
                                + "00000006" + "757365722d31" // aggregate id
                                + "00000004" + "55736572" // aggregate type
                                + "0000000000000000" // sequence 0
                                + "00000003" + "652d31" // event id
                                + "0000000f" + "757365722e72656769737465726564" // type
                                + "00000001" + "31" // revision
                                + "0006610473297240" // time in microseconds
                                + "0000000f" + "7b226e616d65223a225a6fc3ab227d" // payload
                                + "00000002" + "7b7d"); // metadata
        assertThat(HexFormat.of().formatHex(LeafForm.of(PLAIN)))
                .isEqualTo("0000000000000001" + "00000003652d32" + "ffffffff" + "0000000000000000" + "00000003652d32"
                        + "000000047469636b" + "ffffffff" + "0000000000000000" + "000000027b7d" + "00000000");
    }

    @Test
    void leaves_and_chains_are_as_documented() {
        byte[] first = HashChain.after(HashChain.origin(), List.of(REGISTERED, PLAIN));
        byte[] second = HashChain.after(first, List.of(PLAIN.at(2)));
        assertThat(HexFormat.of().formatHex(HashChain.leaf(REGISTERED)))
                .isEqualTo("d308125ebca09e90a051330773e87cd6329b502900ca9a7d17b99fa57e664a67");
        assertThat(HexFormat.of().formatHex(HashChain.leaf(PLAIN)))
                .isEqualTo("edcf98e79c3991ace6a58aafa6a2b44e91e441396b07750a0408d6dc0a5e3d32");
        assertThat(HexFormat.of().formatHex(first))
                .isEqualTo("c7be0893aa4382b56249d36592cc183d4793fc665f0af9afe84eee114aef682f");
        assertThat(HexFormat.of().formatHex(second))
                .isEqualTo("dce9ed4513fb55481de7cdebcfdeacc374b760e3428030f35736c53e09c1a97f");
    }
}
