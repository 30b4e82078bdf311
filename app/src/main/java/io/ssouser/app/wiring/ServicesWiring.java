package io.ssouser.app.wiring;

import io.ssouser.api.identity.ReturnUris;
import io.ssouser.app.settings.SsoProperties;
import io.ssouser.app.settings.UnusableSetting;
import io.ssouser.application.subscription.ServiceCatalogue;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The services that people can sign in to, with their plans. */
@Configuration(proxyBeanMethods = false)
class ServicesWiring {
    @Bean
    ServiceCatalogue serviceCatalogue(SsoProperties properties) {
        List<ServiceCatalogue.Offer> offers =
                properties.services().stream().map(ServicesWiring::offer).toList();
        Map<ServiceName, Map<PlanName, List<String>>> plans = properties.plans().entrySet().stream()
                .collect(Collectors.toMap(entry -> new ServiceName(entry.getKey()), entry -> named(entry.getValue())));
        try {
            return new ServiceCatalogue(offers, plans);
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting("sso.services or sso.plans: " + e.getMessage());
        }
    }

    private static ServiceCatalogue.Offer offer(SsoProperties.Service entry) {
        try {
            List<URI> redirectUris =
                    entry.redirectUris().stream().map(ReturnUris::parse).toList();
            return new ServiceCatalogue.Offer(
                    entry.org(), new ServiceName(entry.service()), redirectUris, entry.tokensInFragment());
        } catch (IllegalArgumentException e) {
            throw new UnusableSetting(
                    "sso.services." + entry.service() + ".redirect-uris",
                    String.join(",", entry.redirectUris()),
                    "a list of web addresses");
        }
    }

    private static Map<PlanName, List<String>> named(Map<String, SsoProperties.Plan> plans) {
        return plans.entrySet().stream()
                .collect(Collectors.toMap(
                        plan -> new PlanName(plan.getKey()),
                        plan -> plan.getValue().features()));
    }
}
