package io.ssouser.api.connections;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes the rest of an answer as fast as the client takes it, without a thread. */
final class AnswerWriter implements WriteListener {
    private static final int PIECE = 32 << 10;

    private final Exchange exchange;
    private final ServletOutputStream out;
    private final byte[] rest;
    private int written;

    AnswerWriter(Exchange exchange, ServletOutputStream out, byte[] rest) {
        this.exchange = exchange;
        this.out = out;
        this.rest = rest;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            int piece = Math.min(PIECE, rest.length - written);
            if (piece == 0) {
                exchange.complete();
                return;
            }
            out.write(rest, written, piece);
            written += piece;
        }
    }

    /** The container closes the connection. */
    @Override
    public void onError(Throwable failure) {}
}
