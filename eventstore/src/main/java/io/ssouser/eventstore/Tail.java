package io.ssouser.eventstore;

/**
 * Where the log ends.
 *
 * @param nextPosition position of the next event, which is the number of events so far
 * @param chain 32 bytes: the chain hash of the last commit, all zero for an empty log
 */
public record Tail(long nextPosition, byte[] chain) {}
