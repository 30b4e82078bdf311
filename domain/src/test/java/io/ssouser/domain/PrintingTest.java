package io.ssouser.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.device.DeviceName;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderAccountName;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.BrowserHash;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordHash;
import io.ssouser.domain.session.AttemptId;
import io.ssouser.domain.session.SessionId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a value says of itself when somebody prints it, into a log or a stream's name. */
class PrintingTest {
    @ParameterizedTest
    @MethodSource
    void a_secret_prints_its_kind_and_nothing_else(Object secret, String kind) {
        assertThat(secret).hasToString(kind + "[hidden]");
    }

    static Stream<Object[]> a_secret_prints_its_kind_and_nothing_else() {
        return Stream.of(
                new Object[] {new Password("canary"), "Password"},
                new Object[] {new PasswordHash("canary"), "PasswordHash"},
                new Object[] {new EmailAddress("canary"), "EmailAddress"},
                new Object[] {new DeviceName("canary"), "DeviceName"},
                new Object[] {new ProviderAccountName("canary"), "ProviderAccountName"},
                new Object[] {new ProviderSubject("canary"), "ProviderSubject"},
                new Object[] {new TotpSecret("canary"), "TotpSecret"},
                new Object[] {new BackupCodeHashes("canary"), "BackupCodeHashes"},
                new Object[] {new SecondFactorCode("canary"), "SecondFactorCode"},
                new Object[] {new BrowserHash("canary"), "BrowserHash"},
                new Object[] {new BackupCodes.Minted(List.of("canary"), new BackupCodeHashes("canary")), "Minted"});
    }

    @ParameterizedTest
    @MethodSource
    void an_id_prints_its_text_alone(Object id) {
        assertThat(id).hasToString("0b8f3d52");
    }

    static Stream<Object> an_id_prints_its_text_alone() {
        return Stream.of(
                new UserId("0b8f3d52"),
                new DeviceId("0b8f3d52"),
                new SessionId("0b8f3d52"),
                new AttemptId("0b8f3d52"),
                new EmailClaimId("0b8f3d52"),
                new IdentityClaimId("0b8f3d52"),
                new ProviderName("0b8f3d52"));
    }
}
