package io.ssouser.application.identity;

import io.ssouser.application.identity.RoundTrips.Departure;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.session.Audience;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
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

    public Linking(CommandGateway commands, RoundTrips trips, IdentityClaimKeys keys) {
        this.commands = commands;
        this.trips = trips;
        this.keys = keys;
    }

    /**
     * Sends the traveller's browser to the provider.
     *
     * @throws Refused {@link Refusal#STEP_UP_REQUIRED}, {@link Refusal#PROVIDER_ALREADY_LINKED}
     * @throws ProviderFailed when the provider does not say where
     */
    public Departure begin(IdentityProvider provider, Traveller traveller, URI returnTo) {
        commands.sendAndWait(new BeginLink(traveller.userId(), provider.name(), traveller.sessionId()));
        return trips.begin(
                provider,
                browser ->
                        new Trip(Purpose.LINK, provider.name(), browser, traveller, returnTo, Audience.PLATFORM, null));
    }

    /**
     * Links what the provider proves to the account of the trip, which has ended with this.
     *
     * @throws Refused {@link Refusal#IDENTITY_OF_ANOTHER}, {@link Refusal#PROVIDER_ALREADY_LINKED}, or {@link Refusal#STEP_UP_REQUIRED}
     *     when the session has ended meanwhile
     * @throws ProviderFailed when the provider proves nothing, which the account remembers
     */
    public void finish(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        Traveller traveller = Objects.requireNonNull(trip.traveller());
        LinkIdentity link =
                new LinkIdentity(traveller.userId(), proven(provider, traveller, state, answer), traveller.sessionId());
        Outcome<ProviderName> outcome = commands.sendAndWait(link);
        if (outcome instanceof Outcome.Denied<ProviderName> denied) {
            throw new Refused(denied.refusal());
        }
    }

    private ProviderIdentity proven(
            IdentityProvider provider, Traveller traveller, String state, Map<String, String> answer) {
        try {
            return trips.redeem(provider, state, answer).claimedBy(keys, provider.name());
        } catch (ProviderFailed failure) {
            if (failure.reason() == ProviderFailed.Reason.NO_PROOF) {
                commands.sendAndWait(new NoteRefusedLink(traveller.userId(), provider.name(), traveller.sessionId()));
            }
            throw failure;
        }
    }
}
