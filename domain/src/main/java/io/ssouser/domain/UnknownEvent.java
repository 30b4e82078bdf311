package io.ssouser.domain;

/**
 * Stands for an event whose stored name or revision this version does not know. Nobody may pass over it: an aggregate that
 * meets one cannot be loaded, a projection that meets one parks the account.
 *
 * @param name stored name, as in the log
 * @param revision stored revision, as in the log
 */
public record UnknownEvent(String name, String revision) {

    /** For whoever meets this event to throw. Not a {@link Refused}: the program is too old for its data, nobody did wrong. */
    public IllegalStateException met() {
        return new IllegalStateException("This version does not know the event " + name + " of revision " + revision
                + " and must not pass over it");
    }
}
