package io.ssouser.projections.store;

/**
 * A document of a collection.
 *
 * @param position of the newest event that it has seen
 * @param json the document itself, an object
 */
public record Document(String id, long position, String json) {}
