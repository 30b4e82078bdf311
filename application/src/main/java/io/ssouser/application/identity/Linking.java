package io.ssouser.application.identity;

import io.ssouser.application.identity.RoundTrips.Departure;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.registration.AccountFacts;
import io.ssouser.application.session.Audience;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserCommand.BeginLink;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.NoteRefusedLink;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Makes an account at a provider one of the ways to sign in, for the very session that asked for it. */
public final class Linking {
    private final CommandGateway commands;
    private final RoundTrips trips;
    private final IdentityClaimKeys keys;
    private final AccountFacts facts;
    private final SealedIdentities sealed;

    public Linking(
            CommandGateway commands,
            RoundTrips trips,
            IdentityClaimKeys keys,
            AccountFacts facts,
            SealedIdentities sealed) {
        this.commands = commands;
        this.trips = trips;
        this.keys = keys;
        this.facts = facts;
        this.sealed = sealed;
    }

    /**
     * Sends the traveller's browser to the provider.
     *
     * @param purpose {@code LINK} or {@code LINK_BY_BEARER}
     * @throws Refused {@link Refusal#STEP_UP_REQUIRED}, {@link Refusal#PROVIDER_ALREADY_LINKED}
     * @throws ProviderFailed when the provider does not say where
     */
    public Departure begin(IdentityProvider provider, Traveller traveller, URI returnTo, Purpose purpose) {
        int epoch = commands.<Integer>sendAndWait(
                new BeginLink(traveller.userId(), provider.name(), traveller.sessionId()));
        return trips.begin(
                provider,
                browser -> new Trip(purpose, provider.name(), browser, traveller, returnTo, Audience.PLATFORM, null),
                epoch);
    }

    /**
     * Links what the provider proves to the account of the trip, which has ended with this.
     *
     * @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER}, {@link Refusal#PROVIDER_ALREADY_LINKED}, or {@link Refusal#STEP_UP_REQUIRED}
     *     when the session has ended or the account's proofs have fallen meanwhile
     * @throws ProviderFailed when the provider proves nothing, which the account remembers
     */
    public void finish(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        Traveller traveller = Objects.requireNonNull(trip.traveller());
        link(traveller, state, proven(provider, traveller, state, answer).claimedBy(keys, provider.name()));
    }

    /**
     * What a person is asked who came back in a browser that does not prove to be the one that began.
     *
     * @param account the address of the account that the identity would be linked to
     * @param identity what the provider calls its account, for people
     * @param page what the page has to bring back to {@link #consent}; nobody but its browser may
     * @param sealed the identity, closed with the account's key
     */
    public record Question(EmailAddress account, String identity, Departure page, String sealed) {}

    /**
     * Links nothing yet, but asks. The trip has ended with this, and goes on as one that waits for a button.
     *
     * @param returnTo where the browser goes after the answer
     * @throws Refused {@link Refusal#USER_NOT_FOUND} when the account is gone
     * @throws ProviderFailed when the provider proves nothing, which the account remembers
     */
    public Question ask(IdentityProvider provider, Trip trip, String state, Map<String, String> answer, URI returnTo) {
        Traveller traveller = Objects.requireNonNull(trip.traveller());
        ProvenIdentity proven = proven(provider, traveller, state, answer);
        EmailAddress account = facts.emailOf(traveller.userId()).orElseThrow(() -> new Refused(Refusal.USER_NOT_FOUND));
        Departure page = trips.awaitConsent(trip, returnTo, RoundTrips.epochOf(state));
        ProviderIdentity identity = proven.claimedBy(keys, provider.name());
        return new Question(account, proven.shown(), page, sealed.seal(traveller.userId(), page.state(), identity));
    }

    /**
     * Links what was asked about.
     *
     * @param trip the linking whose button was pressed, which has ended
     * @throws Refused as {@link #finish}; {@link Refusal#TRIP_UNKNOWN} when the identity is not the one that was asked about
     */
    public void consent(Trip trip, String state, String identity) {
        Traveller traveller = Objects.requireNonNull(trip.traveller());
        link(traveller, state, sealed.open(traveller.userId(), state, trip.provider(), identity));
    }

    private void link(Traveller traveller, String state, ProviderIdentity identity) {
        Outcome<ProviderName> outcome = commands.sendAndWait(
                new LinkIdentity(traveller.userId(), identity, traveller.sessionId(), RoundTrips.epochOf(state)));
        if (outcome instanceof Outcome.Denied<ProviderName> denied) {
            throw new Refused(denied.refusal());
        }
    }

    private ProvenIdentity proven(
            IdentityProvider provider, Traveller traveller, String state, Map<String, String> answer) {
        try {
            return trips.redeem(provider, state, answer);
        } catch (ProviderFailed failure) {
            if (failure.reason() == ProviderFailed.Reason.NO_PROOF) {
                commands.sendAndWait(new NoteRefusedLink(traveller.userId(), provider.name(), traveller.sessionId()));
            }
            throw failure;
        }
    }
}
