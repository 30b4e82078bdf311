package io.ssouser.domain;

/**
 * Stands for an event whose stored name or revision this version does not know. Nobody may pass over it: an aggregate that
 * meets one cannot be loaded, a projection that meets one parks the account.
 *
 * @param name stored name, as in the log
 * @param revision stored revision, as in the log
 */
public record UnknownEvent(String name, String revision) {}
