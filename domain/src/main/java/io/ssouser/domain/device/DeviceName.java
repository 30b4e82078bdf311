package io.ssouser.domain.device;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.TextValue;

/** What its owner calls a device: 1 to 100 characters, none of them a control character, not all of them blank. */
public record DeviceName(String value) implements TextValue {
    private static final int LONGEST = 100;

    /** @throws Refused {@link Refusal#INVALID_DEVICE_NAME} */
    public static DeviceName parse(String text) {
        boolean speakable = text.codePoints().noneMatch(Character::isISOControl);
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST || !speakable) {
            throw new Refused(Refusal.INVALID_DEVICE_NAME);
        }
        return new DeviceName(text);
    }
}
