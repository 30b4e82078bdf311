package io.ssouser.api.conventions;

/** An answer that only says that it is done. */
public record Message(String message) {}
