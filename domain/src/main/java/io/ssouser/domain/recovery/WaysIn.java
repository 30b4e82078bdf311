package io.ssouser.domain.recovery;

import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.identity.ProviderName;
import java.util.ArrayList;
import java.util.List;

/**
 * How a user can sign in, or what helps to, beside the password.
 *
 * @param secondFactor whether one is on
 * @param devices those that are trusted; of ways in that were ended, all that went
 */
public record WaysIn(List<ProviderName> identities, boolean secondFactor, List<DeviceName> devices) {
    public boolean isEmpty() {
        return identities.isEmpty() && !secondFactor && devices.isEmpty();
    }

    /** A sentence each, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        identities.forEach(provider -> lines.add("Sign-in with " + provider));
        if (secondFactor) {
            lines.add("A second factor (authenticator app)");
        }
        devices.forEach(device -> lines.add("Device: " + device.value()));
        return lines;
    }

    /** What {@link #lines} says, as an event keeps it. */
    public EndedWaysIn ended() {
        return new EndedWaysIn(String.join("\n", lines()));
    }
}
