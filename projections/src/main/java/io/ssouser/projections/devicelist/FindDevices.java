package io.ssouser.projections.devicelist;

import io.ssouser.domain.UserId;
import io.ssouser.projections.UserQuery;
import java.util.Comparator;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;

/**
 * Asks for a {@link DevicePage} of a user's devices.
 *
 * @param page from 1
 * @param limit devices on a page, 1 to 100
 * @throws IllegalArgumentException when a bound is left
 */
public record FindDevices(UserId userId, int page, int limit, Sort sort, boolean descending)
        implements UserQuery<DevicePage> {
    private static final int LARGEST_PAGE = 100;

    public FindDevices {
        if (page < 1 || limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("Pages are numbered from 1 and hold 1 to " + LARGEST_PAGE + " devices");
        }
    }

    /** What the list is ordered by; equal ones by id. */
    public enum Sort {
        FIRST_SEEN(Comparator.comparing(Device::firstSeenAt)),
        LAST_USED(Comparator.comparing(Device::lastUsedAt)),
        NAME(Comparator.comparing(Device::sortName));

        private final Comparator<Device> order;

        Sort(Comparator<Device> order) {
            this.order = order.thenComparing(device -> device.id().value());
        }
    }

    Comparator<Device> order() {
        return descending ? sort.order.reversed() : sort.order;
    }

    /** Devices on the pages before; past any list there is when a page number is absurd. */
    int skip() {
        return (int) Math.min((page - 1L) * limit, Integer.MAX_VALUE);
    }

    @Override
    public String readModel() {
        return DeviceList.NAME;
    }

    @Override
    public ResponseType<DevicePage> answer() {
        return ResponseTypes.instanceOf(DevicePage.class);
    }
}
