package io.ssouser.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What one contender came to in each turn, a second. */
record Rates(double[] turns) {
    private double[] sorted() {
        double[] sorted = turns.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private double median() {
        return sorted()[turns.length / 2];
    }

    /** The median of the ratios of neighbouring turns: what else the machine does weighs on both. */
    double ratioTo(Rates other) {
        return new Rates(IntStream.range(0, turns.length)
                        .mapToDouble(i -> turns[i] / other.turns[i])
                        .toArray())
                .median();
    }

    @Override
    public String toString() {
        double[] sorted = sorted();
        return "%,.0f (%,.0f to %,.0f)".formatted(median(), sorted[0], sorted[sorted.length - 1]);
    }
}
