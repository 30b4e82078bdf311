package io.ssouser.domain;

/**
 * The answer of a command that may leave a trace even when it is refused. A refusal that must be remembered (a wrong
 * password, for the lock-out) has stored its event and is {@link Denied}; one that leaves no trace is thrown as {@link Refused}.
 *
 * @param <T> what the sender gets when the command was done
 */
public sealed interface Outcome<T> {

    /** The command was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** The command was refused, and the log remembers it. */
    record Denied<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> denied(Refusal refusal) {
        return new Denied<>(refusal);
    }
}
