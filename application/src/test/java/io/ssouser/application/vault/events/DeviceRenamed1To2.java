package io.ssouser.application.vault.events;

import tools.jackson.databind.node.ObjectNode;

/** {@code name} is called {@code deviceName} from now on. */
final class DeviceRenamed1To2 extends PayloadUpcaster {
    DeviceRenamed1To2() {
        super("user.device-renamed", 1);
    }

    @Override
    protected void upcast(ObjectNode event) {
        event.set("deviceName", event.remove("name"));
    }
}
