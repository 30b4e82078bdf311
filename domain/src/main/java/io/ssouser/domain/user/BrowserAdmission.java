package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.AdmissionPolicy;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.user.UserCommand.AdmitBrowser;
import io.ssouser.domain.user.UserCommand.JudgeBrowserAdmission;
import io.ssouser.domain.user.UserEvent.BrowserAdmissionOffered;
import io.ssouser.domain.user.UserEvent.BrowserAdmitted;
import io.ssouser.domain.user.UserEvent.DeviceRegistered;
import io.ssouser.domain.user.UserEvent.EmailChanged;
import io.ssouser.domain.user.UserEvent.SignInFailed;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** The latest offer to admit one browser while strangers are locked, and the browser that took it. */
final class BrowserAdmission {
    private @Nullable AdmissionId offer;
    private @Nullable Instant offeredAt;
    private @Nullable Instant offeredUntil;
    private @Nullable AdmissionId used;
    private @Nullable DeviceId browser;
    private @Nullable Instant admittedUntil;
    private int failures;

    /** After the attempt that locked strangers; an offer takes over its id, which is new. */
    void offer(UserId userId, AttemptId lastAttempt, Instant now) {
        if (AdmissionPolicy.mayOfferAgain(offeredAt, now)) {
            AdmissionId id = new AdmissionId(lastAttempt.value());
            apply(new BrowserAdmissionOffered(userId, id, AdmissionPolicy.offeredUntil(now)));
        }
    }

    boolean isOf(DeviceId device, Instant now) {
        return device.equals(browser) && admittedUntil != null && now.isBefore(admittedUntil);
    }

    @CommandHandler
    void handle(JudgeBrowserAdmission command, Clock clock) {
        requireOffered(command.admissionId(), clock.instant());
    }

    private void requireOffered(AdmissionId id, Instant now) {
        if (!id.equals(offer)) {
            throw new Refused(id.equals(used) ? Refusal.CONFIRMATION_USED : Refusal.CONFIRMATION_UNKNOWN);
        }
        if (!now.isBefore(offeredUntil)) {
            throw new Refused(Refusal.CONFIRMATION_EXPIRED);
        }
    }

    @CommandHandler
    void handle(AdmitBrowser command, Clock clock) {
        Instant now = clock.instant();
        requireOffered(command.admissionId(), now);
        apply(new BrowserAdmitted(
                command.userId(), command.admissionId(), command.deviceId(), AdmissionPolicy.admittedUntil(now)));
    }

    @EventSourcingHandler
    void on(BrowserAdmissionOffered event, @Timestamp Instant at) {
        offer = event.admissionId();
        offeredAt = at;
        offeredUntil = event.until();
    }

    @EventSourcingHandler
    void on(BrowserAdmitted event) {
        offer = null;
        used = event.admissionId();
        browser = event.deviceId();
        admittedUntil = event.until();
        failures = 0;
    }

    @EventSourcingHandler
    void on(SignInFailed event) {
        if (event.deviceId() != null && event.deviceId().equals(browser) && AdmissionPolicy.endsAfter(++failures)) {
            browser = null;
        }
    }

    /** A browser that has signed in is a device, and needs no admission. */
    @EventSourcingHandler
    void on(DeviceRegistered event) {
        if (event.deviceId().equals(browser)) {
            browser = null;
        }
    }

    /** Whoever reads the owner's mail, or can have strangers locked, may hold the link as well. */
    @EventSourcingHandler
    void on(ProofFell event) {
        end();
    }

    /** The link went to the address of before. */
    @EventSourcingHandler
    void on(EmailChanged event) {
        end();
    }

    private void end() {
        offer = null;
        browser = null;
    }
}
