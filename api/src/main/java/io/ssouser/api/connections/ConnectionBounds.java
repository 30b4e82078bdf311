package io.ssouser.api.connections;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What one client may hold of this service, and for how long. The figures stand in {@code application.yaml} under {@code sso.connections}.
 *
 * @param perAddress open connections of one address, or of one /64 of IPv6; a trusted proxy has no such bound
 * @param total open connections altogether
 * @param headWithin from the start of a connection, or the end of an answer, to the last header of the next request
 * @param bodyWithin from the last header to the last byte of the body
 * @param answerWithin from the first byte of an answer that does not fit a buffer to its last
 * @param atWork requests that are worked on at once; the server's other threads read, write and answer for its health
 * @param waiting requests that are read and wait for their turn
 */
@ConfigurationProperties("sso.connections")
public record ConnectionBounds(
        int perAddress,
        int total,
        Duration headWithin,
        Duration bodyWithin,
        Duration answerWithin,
        int atWork,
        int waiting) {
    private static final int FEWEST = 200;

    /** The same with no more connections than that, of which one address has half at most. */
    ConnectionBounds within(int most) {
        int all = Math.min(total, Math.max(most, FEWEST));
        return new ConnectionBounds(
                Math.min(perAddress, all / 2), all, headWithin, bodyWithin, answerWithin, atWork, waiting);
    }
}
