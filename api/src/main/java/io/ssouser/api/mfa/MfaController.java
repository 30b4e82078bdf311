package io.ssouser.api.mfa;

import static io.ssouser.api.route.Route.RateLimit.MFA;

import io.ssouser.api.conventions.ConsistentQueries;
import io.ssouser.api.conventions.MinPosition;
import io.ssouser.api.error.MissingMember;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.AnswersSecret;
import io.ssouser.application.command.Commands;
import io.ssouser.application.mfa.EnrolmentUri;
import io.ssouser.application.mfa.QrCode;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.RegenerateBackupCodes;
import io.ssouser.projections.mfastatus.FindMfaStatus;
import io.ssouser.projections.mfastatus.MfaStatus;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bearer's second factor (wire contract, section 9). */
@Route(limit = MFA)
@RestController
@RequestMapping("/api/user/mfa")
public final class MfaController {
    /** What authenticators show; wire contract, section 4. */
    private static final String ISSUER = "SSO Platform";

    private final Commands commands;
    private final ConsistentQueries reads;

    public MfaController(Commands commands, ConsistentQueries reads) {
        this.commands = commands;
        this.reads = reads;
    }

    @GetMapping("/status")
    MfaStatus status(AuthenticatedSession access, MinPosition seen) {
        return reads.ask(new FindMfaStatus(access.userId()), seen);
    }

    record Setup(TotpSecret secret, String qrCodeSvg, String qrCodeUri) {
        @Override
        public String toString() {
            return "Setup[hidden]";
        }
    }

    @AnswersSecret
    @PostMapping("/setup")
    Setup setUp(AuthenticatedSession access) {
        TotpSecret secret = commands.send(new BeginMfaSetup(access.userId(), access.sessionId()));
        String uri = EnrolmentUri.of(ISSUER, access.email(), secret).value();
        return new Setup(secret, QrCode.of(uri).svg(), uri);
    }

    record SetupCode(String code) {
        SetupCode {
            MissingMember.unless(code, "code");
        }

        @Override
        public String toString() {
            return "SetupCode[hidden]";
        }
    }

    record Enabled(boolean enabled, List<String> backupCodes) {
        @Override
        public String toString() {
            return "Enabled[hidden]";
        }
    }

    @AnswersSecret
    @PostMapping("/verify")
    Enabled enable(@RequestBody SetupCode body, AuthenticatedSession access) {
        return new Enabled(
                true,
                commands.send(new EnableMfa(access.userId(), SecondFactorCode.of(body.code()), access.sessionId())));
    }

    record Disabled(boolean success, String message) {}

    @DeleteMapping
    Disabled disable(AuthenticatedSession access) {
        commands.send(new DisableMfa(access.userId(), access.sessionId()));
        return new Disabled(true, "MFA has been disabled");
    }

    record FreshCodes(List<String> backupCodes) {
        @Override
        public String toString() {
            return "FreshCodes[hidden]";
        }
    }

    @AnswersSecret
    @PostMapping("/backup-codes/regenerate")
    FreshCodes regenerate(AuthenticatedSession access) {
        return new FreshCodes(commands.send(new RegenerateBackupCodes(access.userId(), access.sessionId())));
    }
}
