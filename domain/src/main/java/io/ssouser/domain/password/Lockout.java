package io.ssouser.domain.password;

import io.ssouser.domain.UserId;
import java.time.Instant;

/** One lock of one user. Two devices whose locks end at the same instant are one. */
public record Lockout(UserId userId, LockKind kind, Instant until) {}
