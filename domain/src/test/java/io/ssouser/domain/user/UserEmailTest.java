package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.RecordDeviceUse;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.EmailChangeUndone;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the events say of the address, to whoever reads them and to the aggregate. */
class UserEmailTest extends UserSpecification {
    private static final EmailAddress NEXT = new EmailAddress("anna@example.net");
    private static final EmailClaimId NEXT_CLAIM = new EmailClaimId("next claim");
    private static final Registered REGISTERED = new Registered(ANNA, CLAIM, EMAIL, HASH);
    private static final RegisteredWithIdentity WITH_IDENTITY = new RegisteredWithIdentity(
            ANNA,
            CLAIM,
            EMAIL,
            ANNA_AT_GITHUB.claimId(),
            ANNA_AT_GITHUB.provider(),
            ANNA_AT_GITHUB.subject(),
            ANNA_AT_GITHUB.accountName());
    private static final EmailConfirmed CONFIRMED = new EmailConfirmed(ANNA);
    private static final EmailChanged CHANGED =
            new EmailChanged(ANNA, new EmailChangeId("change"), NEXT_CLAIM, NEXT, EMAIL, IN_90_DAYS);
    private static final EmailChangeUndone UNDONE = new EmailChangeUndone(ANNA, CLAIM, EMAIL);

    record Life(List<UserEvent> events, UserEmail email) {}

    static Stream<Life> lives() {
        return Stream.of(
                new Life(List.of(REGISTERED), new UserEmail(EMAIL, false)),
                new Life(List.of(WITH_IDENTITY, CONFIRMED), new UserEmail(EMAIL, true)),
                new Life(List.of(REGISTERED, CONFIRMED, new PasswordRemoved(ANNA)), new UserEmail(EMAIL, true)),
                new Life(List.of(REGISTERED, CHANGED), new UserEmail(NEXT, false)),
                new Life(List.of(REGISTERED, CONFIRMED, CHANGED), new UserEmail(NEXT, true)),
                new Life(List.of(REGISTERED, CONFIRMED, CHANGED, UNDONE), new UserEmail(EMAIL, true)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void the_events_say_the_address_to_whoever_reads_them(Life life) {
        assertThat(read(life.events())).isEqualTo(life.email());
        assertThat(read(life.events()).after(new UserErased(ANNA)).address()).isNull();
    }

    @ParameterizedTest
    @MethodSource("lives")
    void the_aggregate_says_the_same(Life life) {
        Object[] events = Stream.concat(
                        life.events().stream(), Stream.of(registered(LAPTOP), new DeviceUsed(ANNA, LAPTOP)))
                .toArray();

        fixture.givenCurrentTime(NOON)
                .andGiven(events)
                .when(new RecordDeviceUse(ANNA, LAPTOP))
                .expectState(user -> assertThat(user.email()).isEqualTo(life.email()));
    }

    private static UserEmail read(List<UserEvent> events) {
        UserEmail email = UserEmail.NONE;
        for (UserEvent event : events) {
            email = email.after(event);
        }
        return email;
    }
}
