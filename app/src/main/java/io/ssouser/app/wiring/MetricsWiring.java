package io.ssouser.app.wiring;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ssouser.api.health.Writes;
import io.ssouser.app.storage.LogOfKeys;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.mail.MailCounts;
import io.ssouser.application.mail.MailDelivery;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.password.HashingPermits;
import io.ssouser.application.reaction.Reactions;
import io.ssouser.domain.email.UndeliveredReason;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.append.AppendObserver;
import io.ssouser.projections.Projections;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an operator watches. No tag and no value tells of a person. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {
    @Bean
    AppendObserver appendObserver(MeterRegistry meters, LogOfKeys keys) {
        DistributionSummary commits = DistributionSummary.builder("sso.append.batch")
                .description("Commits that shared one durable step")
                .baseUnit("commits")
                .register(meters);
        Timer took = Timer.builder("sso.append")
                .description("One durable step of the log")
                .publishPercentileHistogram()
                .register(meters);
        Timer waited = Timer.builder("sso.append.wait")
                .description("How long the first commit of a step had waited for the step before")
                .register(meters);
        return step -> {
            keys.appended();
            commits.record(step.commits());
            took.record(step.took());
            waited.record(step.longestWait());
        };
    }

    /** After the log, whose lock keeps a second process out. */
    @Bean
    Writes writes(EventLog log, Storage storage, Clock clock) {
        return new Writes(() -> storage.requireWritable(clock));
    }

    @Bean
    MeterBinder logMeters(LogEventStorageEngine engine) {
        return meters -> Gauge.builder("sso.log.position", engine, LogEventStorageEngine::headPosition)
                .description("Position of the last event in the log, -1 when it is empty")
                .register(meters);
    }

    @Bean
    MeterBinder storageMeters(EventLog log, Storage storage) {
        return storage::bindTo;
    }

    @Bean
    MeterBinder projectionMeters(Projections projections) {
        return meters -> projections.groups().forEach(group -> {
            Gauge.builder(
                            "sso.projection.lag.events",
                            projections,
                            all -> all.lag(group).events())
                    .description("Events that the read model has not seen yet")
                    .tag("projection", group)
                    .register(meters);
            TimeGauge.builder(
                            "sso.projection.lag",
                            projections,
                            TimeUnit.MILLISECONDS,
                            all -> all.lag(group).age().toMillis())
                    .description("Age of the oldest event that the read model has not seen yet")
                    .tag("projection", group)
                    .register(meters);
            Gauge.builder("sso.projection.parked", projections, all -> all.parked(group))
                    .description("Events that could not be applied and wait to be re-driven")
                    .tag("projection", group)
                    .register(meters);
        });
    }

    @Bean
    MeterBinder mailMeters(Reactions reactions, MailJobs jobs, MailDelivery delivery, Clock clock) {
        MailCounts counts = delivery.counts();
        return meters -> {
            Gauge.builder("sso.mail.parked", reactions, all -> all.parked(ReactionsWiring.MAIL))
                    .description("Events whose letter could not be written and is tried again")
                    .register(meters);
            Gauge.builder("sso.mail.queued", jobs, queued -> queued.backlog().jobs())
                    .description("Letters that are stored and not sent yet")
                    .register(meters);
            TimeGauge.builder("sso.mail.oldest", jobs, TimeUnit.MILLISECONDS, queued -> age(queued, clock))
                    .description("Age of the oldest letter that is not sent yet")
                    .register(meters);
            FunctionCounter.builder("sso.mail.sent", counts, MailCounts::ofSent)
                    .description("Letters that the mail server has taken")
                    .register(meters);
            FunctionCounter.builder("sso.mail.tries.failed", counts, MailCounts::ofFailedTries)
                    .description("Tries that failed and are followed by another")
                    .register(meters);
            for (UndeliveredReason reason : UndeliveredReason.values()) {
                FunctionCounter.builder("sso.mail.undelivered", counts, ended -> ended.ofUndelivered(reason))
                        .description("Letters that are not tried any more")
                        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                        .register(meters);
            }
        };
    }

    private static long age(MailJobs jobs, Clock clock) {
        return jobs.backlog()
                .oldest()
                .map(stored -> Duration.between(stored, clock.instant()).toMillis())
                .orElse(0L);
    }

    @Bean
    MeterBinder hashingMeters(HashingPermits permits) {
        return meters -> {
            Gauge.builder("sso.hashing.waiting", permits, HashingPermits::waiting)
                    .description("Password hashes that wait for a permit")
                    .register(meters);
            Gauge.builder("sso.hashing.running", permits, HashingPermits::running)
                    .description("Password hashes under way")
                    .register(meters);
        };
    }
}
