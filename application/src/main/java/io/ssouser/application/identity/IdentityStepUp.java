package io.ssouser.application.identity;

import io.ssouser.application.identity.RoundTrips.Departure;
import io.ssouser.application.identity.Trip.Purpose;
import io.ssouser.application.identity.Trip.Traveller;
import io.ssouser.application.session.Audience;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaimKeys;
import io.ssouser.domain.user.UserCommand.StepUpWithIdentity;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** A session proves again who uses it by an account at a provider: the only way for whoever has no password. As good as a sign-in by it. */
public final class IdentityStepUp {
    private final CommandGateway commands;
    private final RoundTrips trips;
    private final IdentityClaimKeys keys;

    public IdentityStepUp(CommandGateway commands, RoundTrips trips, IdentityClaimKeys keys) {
        this.commands = commands;
        this.trips = trips;
        this.keys = keys;
    }

    /**
     * Sends the traveller's browser to the provider.
     *
     * @throws ProviderFailed when the provider does not say where
     */
    public Departure begin(IdentityProvider provider, Traveller traveller, URI returnTo) {
        return trips.begin(
                provider,
                browser -> new Trip(
                        Purpose.STEP_UP, provider.name(), browser, traveller, returnTo, Audience.PLATFORM, null));
    }

    /**
     * The session of the trip, which has ended with this, is fresh.
     *
     * @throws Refused {@link Refusal#IDENTITY_NOT_LINKED} when the provider proves somebody else, {@link Refusal#SECOND_FACTOR_NEEDED}, or
     *     {@link Refusal#STEP_UP_REQUIRED} when the session has ended meanwhile
     * @throws ProviderFailed when the provider proves nothing
     */
    public void finish(IdentityProvider provider, Trip trip, String state, Map<String, String> answer) {
        Traveller traveller = Objects.requireNonNull(trip.traveller());
        IdentityClaimId claim = trips.redeem(provider, state, answer)
                .claimedBy(keys, provider.name())
                .claimId();
        commands.sendAndWait(new StepUpWithIdentity(traveller.userId(), claim, traveller.sessionId()));
    }
}
