package io.ssouser.eventstore.mongodb;

import java.util.List;

/** Everything that may go one way or another, decided beforehand. When all is used up, everything takes its usual way, the first. */
final class Choices {
    private final List<Integer> numbers;
    private int next;

    Choices(List<Integer> numbers) {
        this.numbers = numbers;
    }

    /** From 0 to one less than the number of ways. */
    int of(int ways) {
        return next < numbers.size() ? numbers.get(next++) % ways : 0;
    }

    /** Something rare: once in so many times. */
    boolean once(int in) {
        return of(in) == in - 1;
    }

    boolean areUsedUp() {
        return next >= numbers.size();
    }

    void useUp() {
        next = numbers.size();
    }
}
