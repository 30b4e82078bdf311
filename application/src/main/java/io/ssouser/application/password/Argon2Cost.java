package io.ssouser.application.password;

/**
 * What an Argon2id hash costs.
 *
 * @param memoryKib memory in KiB
 * @param passes over that memory
 * @param lanes computed side by side
 * @param hashBytes of output
 */
public record Argon2Cost(int memoryKib, int passes, int lanes, int hashBytes) {
    /** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, t=2, p=1; RFC 9106 section 3.1: 16 bytes of salt are enough for all. */
    public static final Argon2Cost OWASP = new Argon2Cost(19_456, 2, 1, 32);

    static final int SALT_BYTES = 16;
}
