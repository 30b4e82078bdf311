package io.ssouser.projections.devicelist;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for devices. */
public final class DeviceListQueries {
    private final Documents<Device> devices;

    public DeviceListQueries(DocumentStore store) {
        this.devices = DeviceDocuments.in(store);
    }

    @QueryHandler
    public Optional<Device> answer(FindDevice query) {
        return devices.find(DeviceDocuments.id(query.userId(), query.deviceId()));
    }

    @QueryHandler
    public DevicePage answer(FindDevices query) {
        Query page = new Query(
                List.of(DeviceDocuments.of(query.userId())),
                query.sort().field,
                query.descending(),
                null,
                query.skip(),
                query.limit());
        return new DevicePage(devices.find(page), devices.count(page));
    }
}
