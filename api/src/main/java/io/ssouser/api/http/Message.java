package io.ssouser.api.http;

/** An answer that only says that it is done. */
record Message(String message) {}
