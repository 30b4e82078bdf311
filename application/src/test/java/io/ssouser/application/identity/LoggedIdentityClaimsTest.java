package io.ssouser.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.application.RunningService;
import io.ssouser.domain.UserId;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.IdentityClaims;
import io.ssouser.domain.identity.IdentityClaimsContract;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedIdentityClaimsTest extends IdentityClaimsContract {
    private static final IdentityClaimId CLAIM = new IdentityClaimId("a claim");
    private static final UserId ANNA = new UserId("anna");

    @TempDir
    Path folder;

    private RunningService service;
    private IdentityClaims claims;

    @BeforeEach
    void start() {
        service = new RunningService(folder);
        claims = service.identityClaims();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void the_log_says_whose_an_identity_is_now() {
        IdentityOwners owners = service.identityOwners;
        assertThat(owners.ownerOf(CLAIM)).isEmpty();
        claim(CLAIM, ANNA);
        assertThat(owners.ownerOf(CLAIM)).contains(ANNA);
        release(CLAIM, ANNA);
        assertThat(owners.ownerOf(CLAIM)).isEmpty();
        claim(CLAIM, new UserId("bert"));
        assertThat(owners.ownerOf(CLAIM)).contains(new UserId("bert"));
    }

    @Override
    protected boolean claim(IdentityClaimId id, UserId claimant) {
        return inUnitOfWork(() -> claims.claim(id, claimant));
    }

    @Override
    protected void release(IdentityClaimId id, UserId owner) {
        inUnitOfWork(() -> {
            claims.release(id, owner);
            return true;
        });
    }

    private static boolean inUnitOfWork(Callable<Boolean> work) {
        return DefaultUnitOfWork.startAndGet(new GenericMessage<>("a command"))
                .executeWithResult(work)
                .getPayload();
    }
}
