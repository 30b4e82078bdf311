package io.ssouser.projections.store;

import java.util.List;
import java.util.Optional;

/**
 * Named collections of JSON documents with a few declared index fields. No more than projections need: save and delete by id, read
 * by id, and a conjunction of conditions over declared fields, ordered by one of them. Writes belong to the transaction that
 * the calling thread is in, if there is one, and stand alone otherwise. Every write carries the position of the event behind it;
 * one that the document has seen already changes nothing, so redelivery never doubles an effect.
 */
public interface DocumentStore extends AutoCloseable {

    /** Creates the collection and its indexes when they are missing. Repeatable; other fields than before are an error. */
    void declare(Collection collection);

    /** Replaces the document unless the kept one has seen {@code position}. */
    void save(String collection, Document document);

    /** Deletes the document if there is one, unless it has seen {@code position}. */
    void delete(String collection, String id, long position);

    /** Deletes the document, whatever it has seen, and any memory of it: it can be saved again at a lower position. */
    void forget(String collection, String id);

    /** Forgets all documents of the collection: the first step of a rebuild. */
    void clear(String collection);

    /** Removes the collection with all that was in it, declared or not. No error when there is none. */
    void drop(String collection);

    Optional<Document> find(String collection, String id);

    /** The document as it stands, or what is left of a deleted one where the store keeps that; {@link Kept#NOTHING} without either. */
    Kept kept(String collection, String id);

    /** The documents that meet all conditions, in the asked order, at most {@code query.limit()}. */
    List<Document> find(String collection, Query query);

    /** How many documents meet the conditions of the query, whatever its limit and cursor. */
    long count(String collection, Query query);

    @Override
    void close();
}
