package io.ssouser.application.vault.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.domain.StoredAs;
import io.ssouser.domain.user.UserEvent;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;

class StoredNamesTest {
    sealed interface Twins {
        @StoredAs("twin.born")
        record First() implements Twins {}

        @StoredAs("twin.born")
        record Second() implements Twins {}
    }

    sealed interface Nameless {
        record Event() implements Nameless {}
    }

    @Test
    void an_event_is_known_by_its_name_and_revision_and_tells_what_is_personal_in_it() {
        StoredName name = EventSamples.NAMES
                .of(new SimpleSerializedType("user.registered", "1"))
                .orElseThrow();
        assertThat(name.type()).isEqualTo(UserEvent.Registered.class);
        assertThat(name.personal()).containsExactlyInAnyOrder("email", "passwordHash");
        assertThat(EventSamples.NAMES.of(UserEvent.Registered.class)).contains(name);
    }

    @Test
    void two_events_of_one_name_are_refused() {
        assertThatThrownBy(() -> StoredNames.ofEvents(Twins.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Twins$First")
                .hasMessageContaining("Twins$Second")
                .hasMessageContaining("twin.born");
    }

    @Test
    void an_event_without_a_name_is_refused() {
        assertThatThrownBy(() -> StoredNames.ofEvents(Nameless.class)).hasMessageContaining("lacks @StoredAs");
    }

    @Test
    void a_snapshot_may_not_take_the_name_of_an_event() {
        assertThatThrownBy(() -> EventSamples.NAMES.withSnapshot(Object.class, "user.registered"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
