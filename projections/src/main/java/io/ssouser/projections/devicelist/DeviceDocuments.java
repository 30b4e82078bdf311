package io.ssouser.projections.devicelist;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.user.UserId;
import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import io.ssouser.projections.store.Query;
import java.util.List;

/** How devices are kept: by account and device, since one browser may serve several accounts. */
final class DeviceDocuments {
    static final String FIRST_SEEN = "first_seen_at";
    static final String LAST_USED = "last_used_at";
    static final String SORT_NAME = "sort_name";
    private static final String USER = "user_id";

    private static final Collection COLLECTION =
            new Collection(Device.NAME, List.of(text(USER), text(FIRST_SEEN), text(LAST_USED), text(SORT_NAME)));

    private DeviceDocuments() {}

    private static Collection.Field text(String name) {
        return new Collection.Field(name, Collection.Kind.TEXT);
    }

    static Documents<Device> in(DocumentStore store) {
        return new Documents<>(store, COLLECTION, Device.class);
    }

    static String id(UserId user, DeviceId device) {
        return user.value() + "/" + device.value();
    }

    static Query.Condition of(UserId user) {
        return new Query.Equals(USER, user.value());
    }
}
