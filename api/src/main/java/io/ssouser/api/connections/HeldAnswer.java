package io.ssouser.api.connections;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what does not fit the container's buffer until the route has answered, so that no route waits for a client that reads slowly. What
 * fits goes its ordinary way.
 */
final class HeldAnswer extends HttpServletResponseWrapper {
    private final int fits;
    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private @Nullable Out out;
    private @Nullable PrintWriter writer;
    private int passed;

    HeldAnswer(HttpServletResponse response) {
        super(response);
        this.fits = response.getBufferSize() - 1;
    }

    /** What is to be written yet. */
    byte[] rest() {
        if (writer != null) {
            writer.flush();
        }
        return rest.toByteArray();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        Out opened = out == null ? new Out(super.getOutputStream()) : out;
        out = opened;
        return opened;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter opened = writer == null
                ? new PrintWriter(new OutputStreamWriter(getOutputStream(), getCharacterEncoding()))
                : writer;
        writer = opened;
        return opened;
    }

    /** Nothing leaves before all is there. */
    @Override
    public void flushBuffer() {}

    @Override
    public void setBufferSize(int size) {}

    @Override
    public void reset() {
        super.reset();
        forget();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        forget();
    }

    private void forget() {
        rest.reset();
        passed = 0;
    }

    private final class Out extends ServletOutputStream {
        private final ServletOutputStream container;

        Out(ServletOutputStream container) {
            this.container = container;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int now = Math.min(length, fits - passed);
            if (now > 0) {
                container.write(bytes, offset, now);
                passed += now;
            }
            rest.write(bytes, offset + now, length - now);
        }

        @Override
        public void flush() {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("Routes answer on the thread that serves them");
        }
    }
}
