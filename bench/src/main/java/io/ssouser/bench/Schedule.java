package io.ssouser.bench;

import java.util.function.Consumer;

/**
 * Who writes what when, and what the reader has seen by then. Moments are in milliseconds, by the clock of who writes. Each ends with an
 * event that no store overlooks: once it is read, what has not been read before it never will be.
 *
 * <p>Why axon-mongo's engine loses: it sorts events by the clocks of who wrote them, and a token is the latest time that was seen, with
 * the identifiers of the last second. What is stamped more than a second before that time is never asked for. What is stamped before
 * the oldest identifier in the token is asked for, but a pooled processor takes it for covered by the token and drops it; after a pause
 * there is one identifier in it. A commit is an insert for each event, and those before the one that fails stay; or it is one document,
 * which is checked against the stream of its last event alone.
 */
enum Schedule {
    LATE_BY_1001("an event written 1,001 ms late", trial -> {
        trial.publish(1001, "quick");
        trial.see("quick");
        trial.publish(0, "late");
        trial.publish(1100, "after");
    }),
    LATE_BY_500("an event written 500 ms late", trial -> {
        trial.publish(500, "quick");
        trial.see("quick");
        trial.publish(0, "late");
        trial.publish(600, "after");
    }),
    BOUNDARY("a late event at the boundary of two batches", trial -> {
        trial.publish(0, "a", "b", "c");
        trial.publish(2, "d");
        trial.see("b");
        trial.publish(1, "late");
        trial.publish(3, "after");
    }),
    SKEW("a clock that is 50 ms behind", trial -> {
        for (int i = 0; i < 10; i++) {
            trial.publish(10 * i, "right" + i);
            trial.see("right" + i);
            trial.publish(10 * i + 1 - 50, "behind" + i);
        }
        trial.publish(100, "after");
    }),
    SKEW_AND_PAUSES("the same, and two quiet seconds between", trial -> {
        for (int i = 0; i < 10; i++) {
            trial.publish(2_000 * i, "right" + i);
            trial.see("right" + i);
            trial.publish(2_000 * i + 1 - 50, "behind" + i);
        }
        trial.publish(20_000, "after");
    }),
    FAILS_INSIDE("a commit that fails in the middle", trial -> {
        trial.publish(0, "taken");
        trial.publish(0, "before", "taken", "behind");
        trial.publish(1, "before", "behind");
        trial.publish(2, "after");
    });

    static final String LAST = "after";

    final String label;
    private final Consumer<Trial> steps;

    Schedule(String label, Consumer<Trial> steps) {
        this.label = label;
        this.steps = steps;
    }

    void play(Trial trial) {
        steps.accept(trial);
        trial.see(LAST);
    }
}
