package io.ssouser.api.http;

import java.util.OptionalLong;

/** What a reader has seen already: the {@code X-Min-Log-Position} of a request, opened; empty when it sent none. */
record MinPosition(OptionalLong value) {
    static final String HEADER = "X-Min-Log-Position";
}
