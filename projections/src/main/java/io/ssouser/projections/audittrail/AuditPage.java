package io.ssouser.projections.audittrail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events of the trail, newest first.
 *
 * @param next asks for the page behind this one; null when there is none
 */
public record AuditPage(List<AuditEvent> events, @Nullable String next) {}
