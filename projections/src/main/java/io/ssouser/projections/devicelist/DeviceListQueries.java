package io.ssouser.projections.devicelist;

import io.ssouser.domain.UserId;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for devices. */
public final class DeviceListQueries {
    private final Documents<DeviceList> lists;

    public DeviceListQueries(DocumentStore store) {
        this.lists = new Documents<>(store, new DeviceListFold().collection(), DeviceList.class);
    }

    @QueryHandler
    public Optional<Device> answer(FindDevice query) {
        return of(query.userId()).find(query.deviceId());
    }

    @QueryHandler
    public DevicePage answer(FindDevices query) {
        List<Device> all = of(query.userId()).devices();
        return new DevicePage(
                all.stream()
                        .sorted(query.order())
                        .skip(query.skip())
                        .limit(query.limit())
                        .toList(),
                all.size());
    }

    private DeviceList of(UserId user) {
        return lists.find(user.value()).orElse(DeviceList.EMPTY);
    }
}
