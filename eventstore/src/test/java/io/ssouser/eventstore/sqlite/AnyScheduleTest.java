package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.sqlite.LogUnderTrial.Happening;
import io.ssouser.eventstore.sqlite.LogUnderTrial.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AnyScheduleTest {
    @Property
    void
            any_schedule_of_appends_conflicts_resends_crashes_and_reopenings_gives_a_dense_log_with_each_acknowledged_commit_once(
                    @ForAll("schedules") List<Step> schedule) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("schedule");
        try {
            LogUnderTrial log = new LogUnderTrial(folder);
            for (Step step : schedule) {
                log.happen(step);
            }
            log.end();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> schedules() {
        Arbitrary<Happening> mostlyAppends = Arbitraries.of(
                Happening.APPEND,
                Happening.APPEND,
                Happening.APPEND,
                Happening.APPEND,
                Happening.APPEND_WITH_CONFLICT,
                Happening.APPEND_WITH_CONFLICT,
                Happening.RESEND,
                Happening.APPEND_BEHIND_THE_END,
                Happening.REOPEN,
                Happening.CRASH);
        return Combinators.combine(mostlyAppends, Arbitraries.integers())
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
