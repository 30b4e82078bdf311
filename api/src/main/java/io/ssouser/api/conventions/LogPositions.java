package io.ssouser.api.conventions;

import io.ssouser.api.security.BearerAuthentication;
import io.ssouser.api.security.Permission;
import io.ssouser.api.security.Permissions;
import io.ssouser.application.vault.keys.EncryptedPositions;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Positions of the log as callers see them: encrypted, because the gap between two of one's own tells what strangers did; auditors, who may
 * read the whole log, see its numbers. Remembers how far the log had come after the last command of the request that this thread serves:
 * the interceptor of the command bus tells it after each commit, on the thread that sent the command, and {@link RequestFilter} clears it
 * for each request and answers it.
 */
public final class LogPositions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final ThreadLocal<String> last = new ThreadLocal<>();
    private final EncryptedPositions encrypted;
    private final Permissions permissions;

    public LogPositions(EncryptedPositions encrypted, Permissions permissions) {
        this.encrypted = encrypted;
        this.permissions = permissions;
    }

    /** @param position global position of the last event of a unit of work that is committed */
    public void reached(long position) {
        last.set(shown(position));
    }

    /** As the request's sender may see it. Empty when no event was stored on this thread since it was cleared. */
    public Optional<String> last() {
        return Optional.ofNullable(last.get());
    }

    /** As the bearer of the present request may see it. */
    String shown(long position) {
        return isAuditor() ? Long.toString(position) : encrypted.encrypt(position);
    }

    /** As somebody sees a position in a trail of their own. */
    public String encrypted(long position) {
        return encrypted.encrypt(position);
    }

    /** The position of a text that {@link #encrypted} gave; empty for every other. */
    public OptionalLong decrypted(String text) {
        return encrypted.decrypt(text);
    }

    /** The position of a text that this service gave, or of a number that an auditor sends; empty for everything else. */
    OptionalLong read(String sent) {
        if (isAuditor() && NUMBER.matcher(sent).matches()) {
            return OptionalLong.of(Long.parseLong(sent));
        }
        return encrypted.decrypt(sent);
    }

    private boolean isAuditor() {
        return BearerAuthentication.known()
                .filter(access -> permissions.of(access).permissions().contains(Permission.AUDIT_READ))
                .isPresent();
    }

    void clear() {
        last.remove();
    }
}
