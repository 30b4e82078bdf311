package io.ssouser.projections.audittrail;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * A position as a text that auditors hand back and do not read. It grants nothing, so a checksum is enough: it tells a cut or
 * mistyped cursor, not an attacker, who would gain a page that is open to him anyway. It hides nothing: who may not know positions gets
 * another text from whoever asks for them.
 */
public final class AuditCursor {
    private static final int BYTES = Long.BYTES + Integer.BYTES;

    private AuditCursor() {}

    public static String of(long position) {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(position)
                .putInt(checksum(position))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws UnreadableCursor when the text is not one that {@link #of} made */
    static long positionIn(String cursor) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            long position = bytes.getLong();
            if (position < 0 || !cursor.equals(of(position))) {
                throw new UnreadableCursor();
            }
            return position;
        } catch (BufferUnderflowException e) {
            throw new UnreadableCursor();
        } catch (UnreadableCursor e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new UnreadableCursor();
        }
    }

    private static int checksum(long position) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
        return (int) checksum.getValue();
    }
}
