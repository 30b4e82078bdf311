package io.ssouser.application.subscription;

import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The services that people can sign in to, whose they are, and their plans with what each offers. Every service has the plan {@code free},
 * which offers nothing unless something else is said.
 */
public final class ServiceCatalogue {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final Map<ServiceName, Offer> offers = new HashMap<>();
    private final Map<ServiceName, Map<PlanName, List<String>>> plans = new HashMap<>();

    /**
     * A service, under the slugs by which clients name it.
     *
     * @param redirectUris where a browser that signed in to it may be sent, the first unless another is asked for
     * @param tokensInFragment whether its application gets tokens there instead of a code, in the fragment of that address
     */
    public record Offer(String org, ServiceName service, List<URI> redirectUris, boolean tokensInFragment) {
        public Offer {
            redirectUris = List.copyOf(redirectUris);
        }

        public Offer(String org, ServiceName service) {
            this(org, service, List.of(), false);
        }
    }

    /**
     * Judges the whole of it at once.
     *
     * @param plans features by plan, by service
     * @throws IllegalArgumentException when a name is no slug, a service is named twice, or a plan is one of an unknown service
     */
    public ServiceCatalogue(List<Offer> offers, Map<ServiceName, Map<PlanName, List<String>>> plans) {
        for (Offer offer : offers) {
            requireSlug(offer.org());
            requireSlug(offer.service().value());
            if (this.offers.put(offer.service(), offer) != null) {
                throw new IllegalArgumentException("The service '" + offer.service() + "' is named twice");
            }
            if (offer.tokensInFragment() && offer.redirectUris().isEmpty()) {
                throw new IllegalArgumentException("The service '" + offer.service()
                        + "' takes tokens in the fragment, so it needs redirect-uris of its own");
            }
        }
        plans.forEach(this::add);
    }

    private void add(ServiceName service, Map<PlanName, List<String>> itsPlans) {
        if (!has(service)) {
            throw new IllegalArgumentException("There are plans for '" + service + "', which is no service");
        }
        itsPlans.keySet().forEach(plan -> requireSlug(plan.value()));
        plans.put(service, Map.copyOf(itsPlans));
    }

    private static void requireSlug(String name) {
        if (!SLUG.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no slug of small letters, digits and dashes, 63 at most");
        }
    }

    public boolean has(ServiceName service) {
        return offers.containsKey(service);
    }

    public boolean hasOrganisation(String org) {
        return offers.values().stream().anyMatch(offer -> offer.org().equals(org));
    }

    /** Whether that organisation has that service. */
    public boolean offers(String org, ServiceName service) {
        return find(service).filter(offer -> offer.org().equals(org)).isPresent();
    }

    public Optional<Offer> find(ServiceName service) {
        return Optional.ofNullable(offers.get(service));
    }

    /** What the plan offers, in the order configured; empty when the service has no such plan. */
    public Optional<List<String>> features(ServiceName service, PlanName plan) {
        List<String> features = plans.getOrDefault(service, Map.of()).get(plan);
        if (features == null && plan.equals(PlanName.FREE) && has(service)) {
            return Optional.of(List.of());
        }
        return Optional.ofNullable(features);
    }
}
