package io.ssouser.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * What every answer asks of a browser: to guess no type, to keep nothing, to stay with HTTPS and to show it in no frame. An answer that says
 * itself how it may be kept goes as it is. HSTS also over plain HTTP, because TLS ends at a proxy; browsers ignore it where it does not count
 * (RFC 6797, 8.1).
 */
public final class BrowserHeaders {
    private static final List<HeaderWriter> WRITERS = List.of(
            new XContentTypeOptionsHeaderWriter(),
            new XXssProtectionHeaderWriter(),
            new CacheControlHeadersWriter(),
            strictTransport(),
            new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY));

    private BrowserHeaders() {}

    private static HeaderWriter strictTransport() {
        HstsHeaderWriter writer = new HstsHeaderWriter();
        writer.setRequestMatcher(AnyRequestMatcher.INSTANCE);
        return writer;
    }

    /** Repeatable; to be called when the answer has its other headers. */
    public static void write(HttpServletRequest request, HttpServletResponse response) {
        WRITERS.forEach(writer -> writer.writeHeaders(request, response));
    }
}
