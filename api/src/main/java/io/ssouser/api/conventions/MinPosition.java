package io.ssouser.api.conventions;

import java.util.OptionalLong;

/** What a reader has seen already: the {@code X-Min-Log-Position} of a request, opened; empty when it sent none. */
public record MinPosition(OptionalLong value) {
    static final String HEADER = "X-Min-Log-Position";
}
