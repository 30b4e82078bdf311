package io.ssouser.bench;

import java.util.Arrays;

/** What the turns of one contender came to, a second each. */
record Rates(double[] sorted) {
    static Rates of(double... turns) {
        double[] sorted = turns.clone();
        Arrays.sort(sorted);
        return new Rates(sorted);
    }

    double median() {
        return sorted[sorted.length / 2];
    }

    @Override
    public String toString() {
        return "%,.0f (%,.0f to %,.0f)".formatted(median(), sorted[0], sorted[sorted.length - 1]);
    }
}
