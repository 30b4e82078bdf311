package io.ssouser.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssouser.application.subscription.ServiceCatalogue.Offer;
import io.ssouser.domain.subscription.PlanName;
import io.ssouser.domain.subscription.ServiceName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceCatalogueTest {
    private static final ServiceName API = new ServiceName("api");
    private static final PlanName PRO = new PlanName("pro");

    private final ServiceCatalogue catalogue = new ServiceCatalogue(
            List.of(new Offer("acme", API), new Offer("umbrella", new ServiceName("mail"))),
            Map.of(API, Map.of(PRO, List.of("b", "a"))));

    @Test
    void a_service_belongs_to_one_organisation() {
        assertThat(catalogue.offers("acme", API)).isTrue();
        assertThat(catalogue.offers("umbrella", API)).isFalse();
        assertThat(catalogue.offers("nobody", API)).isFalse();
        assertThat(catalogue.hasOrganisation("umbrella")).isTrue();
        assertThat(catalogue.hasOrganisation("nobody")).isFalse();
    }

    @Test
    void a_plan_offers_its_features_in_their_order_and_free_nothing_unless_something_else_is_said() {
        assertThat(catalogue.features(API, PRO)).contains(List.of("b", "a"));
        assertThat(catalogue.features(API, PlanName.FREE)).contains(List.of());
        assertThat(catalogue.features(API, new PlanName("team"))).isEmpty();
        assertThat(catalogue.features(new ServiceName("web"), PlanName.FREE)).isEmpty();
        assertThat(new ServiceCatalogue(
                                List.of(new Offer("acme", API)), Map.of(API, Map.of(PlanName.FREE, List.of("look"))))
                        .features(API, PlanName.FREE))
                .contains(List.of("look"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "API", "a b", "-a", "a-", "a/b", "ä"})
    void a_name_that_is_no_slug_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServiceCatalogue(List.of(new Offer("acme", new ServiceName(name))), Map.of()))
                .withMessageContaining("'" + name + "' is no slug");
    }

    @Test
    void a_service_named_twice_and_a_plan_of_no_service_are_refused() {
        List<Offer> twice = List.of(new Offer("acme", API), new Offer("umbrella", API));

        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceCatalogue(twice, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServiceCatalogue(List.of(), Map.of(API, Map.of())));
    }
}
