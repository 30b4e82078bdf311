package io.ssouser.api.identity;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.projections.audittrail.AuditEvent;
import io.ssouser.projections.audittrail.FindAuditEvents;
import io.ssouser.projections.identitylist.FindIdentities;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A user's identities, with what their providers said of them, which is read from the audit trail. */
public final class LinkedIdentities {
    /** A user has one identity a provider, so a page of the trail goes back further than anybody links. */
    private static final int NEWEST = 200;

    private final ConsistentQueries reads;

    public LinkedIdentities(ConsistentQueries reads) {
        this.reads = reads;
    }

    /**
     * One of them.
     *
     * @param subject the provider's own id of the person
     * @param accountName null when the provider told none
     */
    public record Linked(
            ProviderName provider, String subject, @Nullable String accountName, Instant linkedAt) {}

    public List<Linked> of(UserId user, MinPosition seen) {
        List<ProviderName> providers = reads.ask(new FindIdentities(user), seen).providers();
        List<AuditEvent> links = Stream.of("user.identity-linked", "user.registered-with-identity")
                .map(type -> new FindAuditEvents(user, type, null, null, null, NEWEST))
                .flatMap(query -> reads.ask(query, seen).events().stream())
                .sorted(Comparator.comparingLong(AuditEvent::position).reversed())
                .toList();
        return providers.stream()
                .flatMap(provider -> links.stream()
                        .filter(link -> provider.value().equals(link.details().get("provider")))
                        .limit(1)
                        .map(link -> linked(provider, link)))
                .toList();
    }

    private static Linked linked(ProviderName provider, AuditEvent link) {
        String subject = Objects.toString(link.details().get("subject"), "");
        return new Linked(provider, subject, (String) link.details().get("account_name"), link.time());
    }
}
