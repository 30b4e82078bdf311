package io.ssouser.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.UserId;
import io.ssouser.domain.subscription.PlanName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    @Test
    void the_tag_of_a_profile_is_the_version() {
        assertThat(EntityTag.of(17, profile(null, null))).isEqualTo("\"17\"");
    }

    @Test
    void a_profile_with_a_plan_has_another_tag_when_the_plan_or_its_features_change() {
        List<String> tags = List.of(
                EntityTag.of(17, profile("pro", List.of("export"))),
                EntityTag.of(17, profile("team", List.of("export"))),
                EntityTag.of(17, profile("pro", List.of("export", "sso"))),
                EntityTag.of(18, profile("pro", List.of("export"))));

        assertThat(tags).doesNotHaveDuplicates().allMatch(tag -> tag.matches("\"1[78]-[0-9a-f]+\""));
        assertThat(EntityTag.of(17, profile("pro", List.of("export")))).isEqualTo(tags.get(0));
        assertThat(EntityTag.expectedBy(tags.get(0)).oneOf()).containsExactly(17L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"3\"|3",
                "  \"3\"  |3",
                "\"3\",\"4\" , \"5\"|3 4 5",
                "W/\"3\", \"4\"|4",
                "W/\"3\"|",
                "\"\"|",
                "\"three\"|",
                "\"3-\"|",
                "\"-3\"|",
                "\"1234567890123456789\"|"
            })
    void the_versions_that_will_do_are_those_of_strong_tags_of_ours(String header, @Nullable String versions) {
        Set<Long> expected = versions == null
                ? Set.of()
                : Arrays.stream(versions.split(" ")).map(Long::valueOf).collect(Collectors.toSet());

        assertThat(EntityTag.expectedBy(header)).isEqualTo(new ExpectedVersion(expected));
    }

    @Test
    void without_a_condition_or_with_a_star_any_version_will_do() {
        assertThat(EntityTag.expectedBy(null)).isEqualTo(ExpectedVersion.ANY);
        assertThat(EntityTag.expectedBy(" * ")).isEqualTo(ExpectedVersion.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "3", "\"3", "3\"", "\"3\",", ",\"3\"", "\"3\" \"4\"", "w/\"3\"", "*,\"3\"", "\"a b\""})
    void what_is_no_list_of_tags_is_refused(String header) {
        assertThatThrownBy(() -> EntityTag.expectedBy(header))
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    private static Profile profile(@Nullable String plan, @Nullable List<String> features) {
        return new Profile(
                new UserId("ada"),
                null,
                false,
                false,
                null,
                null,
                Instant.EPOCH,
                "",
                "",
                List.of(),
                plan == null ? null : new PlanName(plan),
                features);
    }
}
