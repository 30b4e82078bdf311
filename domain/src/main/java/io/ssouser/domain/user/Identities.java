package io.ssouser.domain.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.ssouser.domain.Outcome;
import io.ssouser.domain.Provenance;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.session.Proof;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.StepUpMethod;
import io.ssouser.domain.user.UserCommand.BeginLink;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.ProveIdentity;
import io.ssouser.domain.user.UserCommand.RecordRefusedLink;
import io.ssouser.domain.user.UserCommand.RequestPasswordReset;
import io.ssouser.domain.user.UserCommand.SignInWithIdentity;
import io.ssouser.domain.user.UserCommand.StepUpWithIdentity;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserEvent.IdentityLinkRefused;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordReset;
import io.ssouser.domain.user.UserEvent.PasswordResetRequested;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.SteppedUp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateMember;

/** The ways to sign in to a user: its identities, one a provider, and whether it has a password. One of them always remains. */
final class Identities {
    private Map<ProviderName, LinkedIdentity> linked = new LinkedHashMap<>();
    private boolean password;

    /** Whether there is no password because the service took it away, at the word of somebody who reads the mail. */
    private boolean passwordTaken;

    @AggregateMember
    private ProofEpoch epoch = new ProofEpoch();

    @CommandHandler
    int handle(BeginLink command) {
        if (linked.containsKey(command.provider())) {
            throw new Refused(Refusal.PROVIDER_ALREADY_LINKED);
        }
        return epoch.number();
    }

    @CommandHandler
    Outcome<ProviderName> handle(LinkIdentity command, IdentityClaims claims) {
        if (command.epoch() != epoch.number()) {
            throw new Refused(Refusal.STEP_UP_REQUIRED);
        }
        ProviderIdentity identity = command.identity();
        LinkedIdentity present = linked.get(identity.provider());
        if (present != null && identity.claimId().equals(present.claimId())) {
            return Outcome.done(identity.provider());
        }
        if (present != null) {
            throw new Refused(Refusal.PROVIDER_ALREADY_LINKED);
        }
        if (!claims.claim(identity.claimId(), command.userId())) {
            apply(
                    new IdentityLinkRefused(command.userId(), identity.provider()),
                    by(command.userId(), command.currentSession()));
            return Outcome.denied(Refusal.IDENTITY_OF_ANOTHER);
        }
        apply(
                new IdentityLinked(
                        command.userId(),
                        identity.claimId(),
                        identity.provider(),
                        identity.subject(),
                        identity.accountName()),
                by(command.userId(), command.currentSession()));
        return Outcome.done(identity.provider());
    }

    /** The root refuses it while a second factor is on. */
    @CommandHandler
    void handle(StepUpWithIdentity command) {
        find(command.claimId());
        apply(
                new SteppedUp(command.userId(), command.currentSession(), Proof.IDENTITY),
                by(command.userId(), command.currentSession()));
    }

    @CommandHandler
    void handle(RecordRefusedLink command) {
        apply(
                new IdentityLinkRefused(command.userId(), command.provider()),
                by(command.userId(), command.currentSession()));
    }

    @CommandHandler
    void handle(UnlinkIdentity command, IdentityClaims claims) {
        boolean isLinked = linked.containsKey(command.provider());
        boolean isPassword = password && command.provider().equals(ProviderName.PASSWORD);
        if (!isLinked && !isPassword) {
            throw new Refused(Refusal.IDENTITY_NOT_LINKED);
        }
        if (!remainsAWayIn(command)) {
            throw new Refused(Refusal.LAST_WAY_TO_SIGN_IN);
        }
        if (!isLinked) {
            apply(new PasswordRemoved(command.userId()), SessionOf.metaData(command));
            return;
        }
        unlink(command.userId(), command.provider(), claims);
    }

    /** The mail is what a user is left with who has no identity, or whose password the service took away. */
    @CommandHandler
    void handle(RequestPasswordReset command) {
        if (!password && !passwordTaken && !linked.isEmpty()) {
            throw new Refused(Refusal.NO_PASSWORD);
        }
        apply(new PasswordResetRequested(command.userId()));
    }

    List<ProviderName> providers() {
        return List.copyOf(linked.keySet());
    }

    /** Unlinks those that were linked at that moment or later, whether or not another way in remains. */
    List<ProviderName> unlinkSince(UserId userId, Instant since, IdentityClaims claims) {
        List<ProviderName> later = linked.keySet().stream()
                .filter(provider -> !linked.get(provider).at().isBefore(since))
                .toList();
        later.forEach(provider -> unlink(userId, provider, claims));
        return later;
    }

    private void unlink(UserId userId, ProviderName provider, IdentityClaims claims) {
        IdentityClaimId claim = linked.get(provider).claimId();
        claims.release(claim, userId);
        apply(new IdentityUnlinked(userId, claim, provider));
    }

    /** What proves who uses a session while no second factor is on. */
    List<StepUpMethod> stepUpMethods() {
        Stream<StepUpMethod> byPassword = password ? Stream.of(StepUpMethod.PASSWORD) : Stream.empty();
        return Stream.concat(byPassword, linked.keySet().stream().map(StepUpMethod::by))
                .toList();
    }

    void releaseAll(UserId userId, IdentityClaims claims) {
        linked.values().forEach(identity -> claims.release(identity.claimId(), userId));
    }

    /** Whether one that can be used is left without the one to be unlinked. */
    private boolean remainsAWayIn(UnlinkIdentity command) {
        Stream<ProviderName> usable = linked.keySet().stream().filter(command.usable()::contains);
        return Stream.concat(usable, password ? Stream.of(ProviderName.PASSWORD) : Stream.empty())
                .anyMatch(way -> !way.equals(command.provider()));
    }

    @CommandHandler
    int handle(ProveIdentity command) {
        find(command.claimId());
        return epoch.number();
    }

    /**
     * The provider that has proved the identity.
     *
     * @throws Refused {@link Refusal#IDENTITY_NOT_LINKED} when it is not, or no longer, one of the user's,
     *     {@link Refusal#SIGN_IN_CODE_INVALID} when the proof counts no more
     */
    ProviderName judge(SignInWithIdentity command) {
        ProviderName provider = find(command.claimId());
        if (command.epoch() != epoch.number()) {
            throw new Refused(Refusal.SIGN_IN_CODE_INVALID);
        }
        return provider;
    }

    private ProviderName find(IdentityClaimId claim) {
        return linked.entrySet().stream()
                .filter(identity -> identity.getValue().claimId().equals(claim))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new Refused(Refusal.IDENTITY_NOT_LINKED));
    }

    /** The browser comes back from the provider without its bearer, but it has proved to be the one that began. */
    private static MetaData by(UserId userId, SessionId session) {
        return MetaData.with(Provenance.ACTOR, userId.value()).and(Provenance.SESSION, session.value());
    }

    @EventSourcingHandler
    void on(Registered event) {
        password = true;
    }

    @EventSourcingHandler
    void on(RegisteredWithIdentity event, @Timestamp Instant at) {
        linked.put(event.provider(), new LinkedIdentity(event.identityClaimId(), at));
    }

    @EventSourcingHandler
    void on(IdentityLinked event, @Timestamp Instant at) {
        linked.put(event.provider(), new LinkedIdentity(event.identityClaimId(), at));
    }

    @EventSourcingHandler
    void on(IdentityLinkRefused event) {
        // Told for the record; nothing depends on it.
    }

    @EventSourcingHandler
    void on(IdentityUnlinked event) {
        linked.remove(event.provider());
    }

    @EventSourcingHandler
    void on(PasswordSet event) {
        password = true;
    }

    @EventSourcingHandler
    void on(PasswordReset event) {
        password = true;
    }

    @EventSourcingHandler
    void on(PasswordRemoved event, MetaData metaData) {
        password = false;
        passwordTaken = SessionOf.event(metaData) == null;
    }
}
