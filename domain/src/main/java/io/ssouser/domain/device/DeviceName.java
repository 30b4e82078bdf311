package io.ssouser.domain.device;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.TextValue;
import io.ssouser.domain.VisibleText;

/** The name that the user gives a device: 1 to 100 characters of {@link VisibleText}. */
public record DeviceName(String value) implements TextValue {
    private static final int LONGEST = 100;

    /** @throws Refused {@link Refusal#INVALID_DEVICE_NAME} */
    public static DeviceName parse(String text) {
        if (text.codePointCount(0, text.length()) > LONGEST || !VisibleText.is(text)) {
            throw new Refused(Refusal.INVALID_DEVICE_NAME);
        }
        return new DeviceName(text);
    }

    @Override
    public String toString() {
        return "DeviceName[hidden]";
    }
}
