package io.ssouser.app.http;

import io.ssouser.api.conventions.LogPositions;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.user.UserCommand;
import io.ssouser.projections.audittrail.AuditEvent;
import io.ssouser.projections.audittrail.AuditPage;
import io.ssouser.projections.audittrail.FindAuditEvents;
import io.ssouser.projections.audittrail.UnreadableCursor;
import io.ssouser.projections.devicelist.Device;
import io.ssouser.projections.devicelist.DevicePage;
import io.ssouser.projections.devicelist.FindDevice;
import io.ssouser.projections.devicelist.FindDevices;
import io.ssouser.projections.mfastatus.FindMfaStatus;
import io.ssouser.projections.mfastatus.MfaStatus;
import io.ssouser.projections.userprofile.FindUserProfile;
import io.ssouser.projections.userprofile.UserProfile;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;

/** A fake of one user aggregate: it answers commands as a test says, records all that it was sent, and can be read. */
final class FakeAccount {
    static final UserId USER = new UserId("4f0c1111-2222-4333-8444-555566667777");
    static final DeviceId DEVICE = new DeviceId("d0d0d0d0-1111-4222-8333-444455556666");
    static final EmailAddress EMAIL = new EmailAddress("ada@example.org");
    static final Instant BORN = Instant.parse("2026-09-02T10:00:00Z");

    final List<UserCommand<?>> commands = new CopyOnWriteArrayList<>();
    final List<Object> queries = new CopyOnWriteArrayList<>();

    private final LogPositions positions;
    private volatile Function<UserCommand<?>, @Nullable Object> behaviour = command -> null;
    private volatile @Nullable Long position;

    FakeAccount(LogPositions positions) {
        this.positions = positions;
    }

    void reset() {
        commands.clear();
        queries.clear();
        answers(command -> null);
        position = null;
    }

    void answers(Function<UserCommand<?>, @Nullable Object> how) {
        behaviour = how;
    }

    /** Every command from now on stores an event at that position, also when it is denied. */
    void storesAt(long where) {
        position = where;
    }

    @Nullable
    Object handle(UserCommand<?> command) {
        commands.add(command);
        Object answer = behaviour.apply(command);
        Long stored = position;
        if (stored != null) {
            positions.reached(stored);
        }
        return answer;
    }

    void answerQueriesOn(SimpleQueryBus bus) {
        subscribe(bus, FindUserProfile.class, UserProfile.class, query -> Optional.of(profile()));
        subscribe(bus, FindMfaStatus.class, MfaStatus.class, query -> new MfaStatus(true, false));
        subscribe(
                bus,
                FindDevice.class,
                Device.class,
                query -> Optional.of(device()).filter(device -> device.id().equals(query.deviceId())));
        subscribe(bus, FindDevices.class, DevicePage.class, query -> new DevicePage(List.of(device()), 1));
        subscribe(bus, FindAuditEvents.class, AuditPage.class, FakeAccount::trail);
    }

    private <Q> void subscribe(SimpleQueryBus bus, Class<Q> query, Type answer, Function<Q, Object> how) {
        MessageHandler<QueryMessage<?, Object>> handler = message -> {
            queries.add(message.getPayload());
            return how.apply(query.cast(message.getPayload()));
        };
        bus.<Object>subscribe(query.getName(), answer, handler);
    }

    private static UserProfile profile() {
        return new UserProfile(USER, EMAIL, BORN.plusMillis(1_120), null, null, BORN);
    }

    private static Device device() {
        return new Device(
                DEVICE,
                USER,
                new DeviceName("Password Login Device"),
                BORN,
                BORN.plusSeconds(1),
                BORN.plus(Duration.ofDays(90)),
                true,
                "203.0.113.9");
    }

    private static AuditPage trail(FindAuditEvents query) {
        if ("garbage".equals(query.after())) {
            throw new UnreadableCursor();
        }
        AuditEvent event = new AuditEvent(
                7,
                "e1",
                USER,
                "user.device-trusted",
                BORN,
                USER.value(),
                null,
                null,
                null,
                null,
                null,
                "203.0.113.9",
                null,
                Map.of("device_id", DEVICE.value()));
        return new AuditPage(List.of(event), "next-page");
    }
}
