package io.ssouser.api.error;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts refusals by their reason as {@code sso_refusals_total{reason}}. A reason is one of few fixed words, never what a client sent. */
public final class RefusalCounter {
    private final MeterRegistry meters;

    public RefusalCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    public void count(String reason) {
        Counter.builder("sso.refusals")
                .description("Requests refused, by reason")
                .tag("reason", reason.toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }
}
