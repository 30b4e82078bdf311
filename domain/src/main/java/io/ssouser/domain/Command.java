package io.ssouser.domain;

/**
 * What can be asked of an aggregate.
 *
 * @param <R> what it is answered with unless it is refused; {@link Void} when that is nothing
 */
public interface Command<R> {}
