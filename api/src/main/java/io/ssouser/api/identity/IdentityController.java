package io.ssouser.api.identity;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.Message;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.api.security.HandshakeCookie;
import io.ssouser.application.command.Commands;
import io.ssouser.application.identity.AuthorizationHandshake;
import io.ssouser.application.identity.AuthorizationHandshake.AuthorizationRedirect;
import io.ssouser.application.identity.AuthorizationRequest;
import io.ssouser.application.identity.AuthorizationRequest.Purpose;
import io.ssouser.application.identity.AuthorizationRequest.Requester;
import io.ssouser.application.identity.IdentityProvider;
import io.ssouser.application.identity.Linking;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.projections.identitylist.FindIdentities;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ways in which the bearer may sign in (wire contract, section 8). */
@RestController
@RequestMapping("/api/user/identities")
public final class IdentityController {
    private final Commands commands;
    private final ConsistentQueries reads;
    private final ProviderChoice providers;
    private final AuthorizationHandshake authorizations;
    private final Linking linking;
    private final HandshakeCookie cookie;
    private final ReturnUris returns;

    public IdentityController(
            Commands commands,
            ConsistentQueries reads,
            ProviderChoice providers,
            AuthorizationHandshake authorizations,
            Linking linking,
            HandshakeCookie cookie,
            ReturnUris returns) {
        this.commands = commands;
        this.reads = reads;
        this.providers = providers;
        this.authorizations = authorizations;
        this.linking = linking;
        this.cookie = cookie;
        this.returns = returns;
    }

    record Identity(ProviderName provider) {}

    @GetMapping
    List<Identity> list(AuthenticatedSession access, MinPosition seen) {
        return reads.ask(new FindIdentities(access.userId()), seen).providers().stream()
                .map(Identity::new)
                .toList();
    }

    record Link(URI authorizationUrl) {
        @Override
        public String toString() {
            return "Link[hidden]";
        }
    }

    @PostMapping("/{provider}/link")
    ResponseEntity<Link> startLink(
            @PathVariable String provider,
            @RequestParam(name = "redirect_uri", required = false) @Nullable String redirectUri,
            @RequestParam(defaultValue = "") String completion,
            AuthenticatedSession access,
            HttpServletRequest request) {
        IdentityProvider chosen = providers.configured(provider);
        Purpose purpose = switch (completion) {
            case "" -> Purpose.LINK;
            case "bearer" -> Purpose.LINK_BY_BEARER;
            default -> throw new RequestRefused(Problem.badRequest("Invalid value for 'completion'"));
        };
        URI returnTo = returns.ofLinking(access.audience(), redirectUri, request.getHeader(HttpHeaders.ORIGIN));
        AuthorizationRedirect redirect = linking.begin(chosen, Requester.of(access), returnTo, purpose);
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.issue(request, redirect))
                .body(new Link(redirect.target()));
    }

    /** As the browser brought it back. */
    record BroughtBack(String code, String state, @Nullable String iss) {
        BroughtBack {
            MissingMember.unless(code, "code");
            MissingMember.unless(state, "state");
        }

        Map<String, String> answer() {
            return iss == null ? Map.of("code", code) : Map.of("code", code, "iss", iss);
        }

        @Override
        public String toString() {
            return "BroughtBack[hidden]";
        }
    }

    /** For an application that asked to complete the linking itself: its bearer proves that it is the session that began. */
    @PostMapping("/{provider}/link/complete")
    Message completeLink(@PathVariable String provider, @RequestBody BroughtBack body, AuthenticatedSession access) {
        IdentityProvider chosen = providers.configured(provider);
        AuthorizationRequest authorization = authorizations.end(
                chosen.name(),
                body.state(),
                known -> known.purpose() == Purpose.LINK_BY_BEARER
                        && Requester.of(access).equals(known.requester()));
        linking.finish(chosen, authorization, body.state(), body.answer());
        return new Message("Identity linked successfully");
    }

    @DeleteMapping("/{provider}")
    ResponseEntity<Void> unlink(@PathVariable String provider, AuthenticatedSession access) {
        ProviderName name = providers.named(provider);
        try {
            commands.send(new UnlinkIdentity(access.userId(), name, providers.usable(), access.sessionId()));
        } catch (Refused refused) {
            throw refused.refusal() == Refusal.IDENTITY_NOT_LINKED ? notFound(name) : refused;
        }
        return ResponseEntity.noContent().build();
    }

    static RequestRefused notFound(ProviderName provider) {
        return new RequestRefused(Problem.notFound("Identity for provider '" + provider + "' not found"));
    }
}
