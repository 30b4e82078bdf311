package io.ssouser.app.http;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.application.registration.PlatformOwners;
import io.ssouser.application.registration.Registration;
import io.ssouser.application.registration.Resend;
import io.ssouser.application.session.AccessCheck;
import io.ssouser.application.session.RefreshTokens;
import io.ssouser.application.session.SignIn;
import io.ssouser.application.session.token.Audience;
import io.ssouser.application.session.token.AuthenticatedSession;
import io.ssouser.application.session.token.SigningKeys;
import io.ssouser.domain.UserId;
import io.ssouser.domain.session.SessionId;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.projections.Projections;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What all tests of the edge share: one running edge, and a client that comes from an address of its own in each test. */
@ResourceLock("what stands behind the edge: one for all of its tests")
@SpringBootTest(
        classes = Edge.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "sso.trusted-proxies=127.0.0.1",
            "sso.allowed-origins=https://app.example.org",
            "sso.metrics-token=scrape"
        })
abstract class EdgeTest {
    static final SessionId SESSION = new SessionId("5e551011-2222-4333-8444-555566667777");

    static final UserId OWNER = new UserId("5e0f6f0e-6f0b-4c57-9a3e-2d1f0c7b8a11");

    @Autowired
    FakeAccount account;

    @Autowired
    PlatformOwners platformOwners;

    @Autowired
    AccessCheck accessCheck;

    @Autowired
    SignIn signIn;

    @Autowired
    Registration registration;

    @Autowired
    EmailConfirmation confirmation;

    @Autowired
    Resend resend;

    @Autowired
    RefreshTokens refreshTokens;

    @Autowired
    SigningKeys signingKeys;

    @Autowired
    EventLog log;

    @Autowired
    Projections projections;

    @LocalServerPort
    int port;

    @Value("${local.management.port}")
    int managementPort;

    Client client;

    @BeforeEach
    void a_fresh_world() {
        account.reset();
        reset(accessCheck, signIn, registration, confirmation, resend, refreshTokens, signingKeys, log, projections);
        when(platformOwners.contains(OWNER)).thenReturn(true);
        when(log.lastPositionOf(anyString())).thenReturn(OptionalLong.empty());
        when(projections.awaitReached(anyString(), anyLong(), any())).thenReturn(true);
        when(projections.awaitReached(anyString(), anyString(), anyLong(), any()))
                .thenReturn(true);
        when(accessCheck.authenticate("good")).thenReturn(access(FakeAccount.USER));
        when(accessCheck.authenticate("owner")).thenReturn(access(OWNER));
        client = new Client(port, Client.freshAddress());
    }

    private static AuthenticatedSession access(UserId user) {
        return new AuthenticatedSession(
                user, SESSION, FakeAccount.DEVICE, FakeAccount.EMAIL, Audience.PLATFORM, FakeAccount.BORN);
    }
}
