package io.ssouser.domain.user;

import io.ssouser.domain.EventType;
import io.ssouser.domain.user.UserCommand.RecordAuditTrailRead;
import io.ssouser.domain.user.UserEvent.AuditTrailRead;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.time.Instant;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.junit.jupiter.api.Test;

class RecordAuditTrailReadTest extends UserSpecification {
    private static final EventType SIGNED_IN_TYPE = new EventType("user.signed-in");
    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void the_entry_says_whose_trail_was_read_and_what_of_it() {
        given().when(new RecordAuditTrailRead(ANNA, ANNA, SIGNED_IN_TYPE, FROM, TO))
                .expectEvents(new AuditTrailRead(ANNA, ANNA, SIGNED_IN_TYPE, FROM, TO));
    }

    @Test
    void each_page_is_an_entry() {
        RecordAuditTrailRead page = new RecordAuditTrailRead(ANNA, null, null, null, null);
        AuditTrailRead entry = new AuditTrailRead(ANNA, null, null, null, null);

        given(entry).when(page).expectEvents(entry);
    }

    @Test
    void nothing_follows_the_last_event_of_an_erased_user() {
        given(new UserErased(ANNA))
                .when(new RecordAuditTrailRead(ANNA, ANNA, null, null, null))
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
    }
}
