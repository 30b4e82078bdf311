package io.ssouser.projections.mfastatus;

import io.ssouser.projections.store.Collection;
import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.List;

/** What is kept to know the {@link MfaStatus}: codes are counted down, so the count is here and only its sign is told. */
record SecondFactor(boolean enabled, int backupCodesLeft) {
    static final SecondFactor OFF = new SecondFactor(false, 0);

    static Documents<SecondFactor> in(DocumentStore store) {
        return new Documents<>(store, new Collection(MfaStatus.NAME, List.of()), SecondFactor.class);
    }

    MfaStatus status() {
        return new MfaStatus(enabled, backupCodesLeft > 0);
    }
}
