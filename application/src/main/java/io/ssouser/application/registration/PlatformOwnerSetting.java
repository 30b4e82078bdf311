package io.ssouser.application.registration;

import io.ssouser.application.command.Commands;
import io.ssouser.application.vault.keys.ServiceSecrets;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.user.UserCommand.SettlePlatformOwnership;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the operator names another owner of the platform than at the last start. The permissions follow the setting at once. What
 * each of the two users has lost or gained becomes an event of that user here. Each user aggregate decides whether that is a change, so any
 * number of nodes may ask, and a node that crashes in between asks again.
 */
public final class PlatformOwnerSetting {
    private static final String LAST = "platform-owner";
    private static final String NOBODY = "";

    private final String configured;
    private final ServiceSecrets kept;
    private final EmailOwners owners;
    private final Commands commands;

    /** @param configured claim on the address of the owner; null when the platform has none */
    public PlatformOwnerSetting(
            @Nullable EmailClaimId configured, ServiceSecrets kept, EmailOwners owners, Commands commands) {
        this.configured = configured == null ? NOBODY : configured.value();
        this.kept = kept;
        this.owners = owners;
        this.commands = commands;
    }

    /** To be called at a start of the service, once commands are handled. */
    public void settle() {
        byte[] now = configured.getBytes(StandardCharsets.US_ASCII);
        byte[] last = kept.secret(LAST, () -> NOBODY.getBytes(StandardCharsets.US_ASCII));
        if (!Arrays.equals(last, now)) {
            settle(new String(last, StandardCharsets.US_ASCII));
            settle(configured);
            kept.replace(LAST, now);
        }
    }

    private void settle(String claim) {
        if (!claim.equals(NOBODY)) {
            owners.ownerOf(new EmailClaimId(claim)).ifPresent(user -> commands.send(new SettlePlatformOwnership(user)));
        }
    }
}
