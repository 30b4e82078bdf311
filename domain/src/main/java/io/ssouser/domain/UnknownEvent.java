package io.ssouser.domain;

/**
 * Stands for an event whose stored name or revision this version does not know. Nobody may pass over it: an aggregate that
 * meets one cannot be loaded, a projection that meets one parks the user.
 *
 * @param name stored name, as in the log
 * @param revision stored revision, as in the log
 */
public record UnknownEvent(String name, String revision) {

    /** The exception for a reader of this event to throw. It is not a {@link Refused}: the program is too old for its data. */
    public IllegalStateException met() {
        return new IllegalStateException("This version does not know the event " + name + " of revision " + revision
                + " and must not pass over it");
    }
}
