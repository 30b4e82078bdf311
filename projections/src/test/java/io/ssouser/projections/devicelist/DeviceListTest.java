package io.ssouser.projections.devicelist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.device.RevocationReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.DeviceRenamed;
import io.ssouser.domain.user.UserEvent.DeviceRevoked;
import io.ssouser.domain.user.UserEvent.DeviceTrusted;
import io.ssouser.domain.user.UserEvent.DeviceUsed;
import io.ssouser.domain.user.UserEvent.MfaDisabled;
import io.ssouser.domain.user.UserEvent.SignedIn;
import io.ssouser.projections.Life;
import io.ssouser.projections.ReadModelLaws;
import io.ssouser.projections.Stage;
import io.ssouser.projections.devicelist.FindDevices.Sort;
import io.ssouser.projections.fold.Fold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceListTest extends ReadModelLaws {
    @Override
    protected Fold<?> fold() {
        return new DeviceListFold();
    }

    private Optional<Device> phone() {
        return new DeviceListQueries(stage.documents).answer(new FindDevice(ALICE.id(), ALICE.phone()));
    }

    private DevicePage devices(int page, int limit, Sort sort, boolean descending) {
        return new DeviceListQueries(stage.documents)
                .answer(new FindDevices(ALICE.id(), page, limit, sort, descending));
    }

    private void from(String ip, Object event) {
        stage.publish(ALICE.user(), event, Map.of(Provenance.IP, ip));
        stage.settle();
    }

    @Test
    void a_new_device_is_not_trusted_and_was_seen_just_now() {
        from("203.0.113.1", ALICE.registered(ALICE.phone(), "Phone"));

        assertThat(phone())
                .contains(new Device(
                        ALICE.phone(),
                        ALICE.id(),
                        new DeviceName("Phone"),
                        Stage.START,
                        Stage.START,
                        Life.LATER,
                        false,
                        "203.0.113.1"));
    }

    @Test
    void a_use_and_a_sign_in_move_the_last_use_and_its_address_and_nothing_else() {
        from("203.0.113.1", ALICE.registered(ALICE.phone(), "Phone"));
        from("203.0.113.2", new DeviceUsed(ALICE.id(), ALICE.phone()));
        assertThat(phone().orElseThrow().lastUsedAt()).isEqualTo(Stage.START.plusSeconds(1));
        assertThat(phone().orElseThrow().lastIp()).isEqualTo("203.0.113.2");

        from("203.0.113.3", new SignedIn(ALICE.id(), new SessionId("s"), ALICE.phone(), SignInMethod.PASSWORD, null));
        assertThat(phone().orElseThrow().lastUsedAt()).isEqualTo(Stage.START.plusSeconds(2));
        assertThat(phone().orElseThrow().lastIp()).isEqualTo("203.0.113.3");
        assertThat(phone().orElseThrow().firstSeenAt()).isEqualTo(Stage.START);
    }

    @Test
    void a_renamed_device_has_the_new_name() {
        tell(ALICE, ALICE.registered(ALICE.phone(), "Phone"));
        tell(ALICE, new DeviceRenamed(ALICE.id(), ALICE.phone(), new DeviceName("Pocket")));
        assertThat(phone().orElseThrow().name()).isEqualTo(new DeviceName("Pocket"));
    }

    @Test
    void a_trusted_device_is_trusted_until_its_new_end_or_until_the_second_factor_is_gone() {
        for (Life life : List.of(ALICE, BOB)) {
            tell(life, life.registered(life.phone(), "Phone"));
            tell(life, new DeviceTrusted(life.id(), life.phone(), Life.LATER.plusSeconds(9)));
        }
        assertThat(phone().orElseThrow().trusted()).isTrue();
        assertThat(phone().orElseThrow().expiresAt()).isEqualTo(Life.LATER.plusSeconds(9));

        tell(ALICE, ALICE.registered(ALICE.laptop(), "Laptop"));
        tell(ALICE, new DeviceTrusted(ALICE.id(), ALICE.laptop(), Life.LATER));
        tell(ALICE, new MfaDisabled(ALICE.id()));
        assertThat(devices(1, 20, Sort.NAME, false).devices())
                .extracting(Device::trusted)
                .containsExactly(false, false);
        assertThat(stage.everything().get("bob")).contains("\"trusted\":true");
    }

    @Test
    void a_device_that_is_registered_again_begins_anew() {
        tell(ALICE, ALICE.registered(ALICE.phone(), "Phone"));
        tell(ALICE, new DeviceTrusted(ALICE.id(), ALICE.phone(), Life.LATER));
        tell(ALICE, ALICE.registered(ALICE.phone(), "Phone again"));
        assertThat(phone().orElseThrow().trusted()).isFalse();
        assertThat(phone().orElseThrow().firstSeenAt()).isEqualTo(Stage.START.plusSeconds(2));
    }

    @Test
    void a_revoked_device_is_gone_and_of_another_account_it_was_never_there() {
        tell(ALICE, ALICE.registered(ALICE.phone(), "Phone"));
        tell(BOB, BOB.registered(ALICE.phone(), "Shared phone"));
        tell(ALICE, new DeviceRevoked(ALICE.id(), ALICE.phone(), RevocationReason.BY_OWNER));

        assertThat(phone()).isEmpty();
        assertThat(devices(1, 20, Sort.NAME, false)).isEqualTo(new DevicePage(List.of(), 0));
        assertThat(stage.everything().get("alice")).isEqualTo("{\"devices\":[]}");
        assertThat(stage.everything().get("bob")).contains("Shared phone");
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_SEEN, false, 1 2 3", "FIRST_SEEN, true, 3 2 1", "LAST_USED, false, 2 3 1",
        "LAST_USED, true, 1 3 2", "NAME, false, 3 2 1", "NAME, true, 1 2 3"
    })
    void lists_are_sorted_by_what_is_asked_and_names_whatever_their_case(Sort sort, boolean descending, String order) {
        tell(ALICE, ALICE.registered(new DeviceId("1"), "Zebra"));
        tell(ALICE, ALICE.registered(new DeviceId("2"), "beta"));
        tell(ALICE, ALICE.registered(new DeviceId("3"), "Alpha"));
        tell(ALICE, new DeviceUsed(ALICE.id(), new DeviceId("1")));

        assertThat(devices(1, 20, sort, descending).devices())
                .extracting(device -> device.id().value())
                .containsExactly(order.split(" "));
    }

    @Test
    void pages_follow_each_other_and_tell_the_total() {
        for (int i = 0; i < 5; i++) {
            tell(ALICE, ALICE.registered(new DeviceId("d" + i), "Device"));
        }
        assertThat(devices(1, 2, Sort.NAME, false).devices())
                .extracting(d -> d.id().value())
                .containsExactly("d0", "d1");
        assertThat(devices(3, 2, Sort.NAME, false).devices())
                .extracting(d -> d.id().value())
                .containsExactly("d4");
        assertThat(devices(3, 2, Sort.NAME, false).total()).isEqualTo(5);
        assertThat(devices(Integer.MAX_VALUE, 100, Sort.NAME, false).devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 20", "-1, 20", "1, 0", "1, 101", "1, -1"})
    void a_page_without_sound_bounds_is_refused(int page, int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> devices(page, limit, Sort.NAME, false));
    }

    @Test
    void an_erased_name_is_null_and_sorts_first() {
        tell(ALICE, ALICE.registered(ALICE.laptop(), "Laptop"));
        tell(ALICE, new DeviceRegistered(ALICE.id(), ALICE.phone(), null, Life.LATER));
        assertThat(devices(1, 20, Sort.NAME, false).devices())
                .extracting(Device::name)
                .containsExactly(null, new DeviceName("Laptop"));
    }
}
