package io.ssouser.eventstore.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What makes the log provable: every commit's hash covers its events and the hash of the commit before. Leaves and links start with
 * different bytes, as in RFC 6962, so that one can never be passed off as the other.
 */
public final class HashChain {
    private static final byte LEAF = 0;
    private static final byte LINK = 1;
    private static final int BYTES = 32;

    private HashChain() {}

    /** The chain of an empty log: 32 zero bytes. */
    public static byte[] origin() {
        return new byte[BYTES];
    }

    /** SHA-256 of 0x00 and the event's {@link LeafForm}. */
    public static byte[] leaf(StoredEvent event) {
        return leaf(sha256(), event);
    }

    /** The chain after one more commit: SHA-256 of 0x01, the chain before it, and the leaves of its events. */
    public static byte[] after(byte[] previous, List<StoredEvent> events) {
        MessageDigest leaves = sha256();
        MessageDigest link = sha256();
        link.update(LINK);
        link.update(previous);
        for (StoredEvent event : events) {
            link.update(leaf(leaves, event));
        }
        return link.digest();
    }

    private static byte[] leaf(MessageDigest digest, StoredEvent event) {
        digest.update(LEAF);
        return digest.digest(LeafForm.of(event));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
