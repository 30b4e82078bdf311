package io.ssouser.domain;

/**
 * A value that is one text, stored and sent as that text alone. The canonical constructor of an implementing record takes
 * the text as it was stored and does not judge it; what people type goes through the type's own {@code parse}.
 */
public interface TextValue {
    String value();
}
