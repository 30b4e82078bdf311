package io.ssouser.api.http;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.application.identity.Providers;
import io.ssouser.application.session.Access;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.projections.identitylist.FindIdentities;
import io.ssouser.projections.identitylist.IdentityList;
import java.util.List;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ways in which the bearer may sign in (wire contract, section 8). */
@RestController
@RequestMapping("/api/user/identities")
public final class IdentityController {
    private final Commands commands;
    private final FreshReads reads;
    private final Providers providers;

    public IdentityController(Commands commands, FreshReads reads, Providers providers) {
        this.commands = commands;
        this.reads = reads;
        this.providers = providers;
    }

    record Identity(ProviderName provider) {}

    @GetMapping
    List<Identity> list(Access access, MinPosition seen) {
        return reads
                .ask(
                        IdentityList.NAME,
                        access.userId(),
                        seen,
                        new FindIdentities(access.userId()),
                        ResponseTypes.instanceOf(IdentityList.class))
                .providers()
                .stream()
                .map(Identity::new)
                .toList();
    }

    @DeleteMapping("/{provider}")
    ResponseEntity<Void> unlink(@PathVariable String provider, Access access) {
        ProviderName name = providers.named(provider);
        try {
            commands.send(new UnlinkIdentity(access.userId(), name, access.sessionId()));
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.IDENTITY_NOT_LINKED ? notFound(name) : refused;
        }
        return ResponseEntity.noContent().build();
    }

    private static RequestRefused notFound(ProviderName provider) {
        return new RequestRefused(Problem.notFound("Identity for provider '" + provider + "' not found"));
    }
}
