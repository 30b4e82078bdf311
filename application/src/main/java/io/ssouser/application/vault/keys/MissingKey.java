package io.ssouser.application.vault.keys;

/**
 * Something is encrypted with a key that is neither kept nor known to be destroyed. That is loss, not erasure: the keys are older
 * than the log. Restore them; nothing may go on as if the person had been erased.
 */
public final class MissingKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingKey(String id) {
        super("The key " + id + " is neither kept nor destroyed."
                + " Restore the keys (keys.db, or wrapped-key in MongoDB) from their latest backup.");
    }
}
