package io.ssouser.domain.user;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.session.SessionId;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The session in which something was asked for, as the metadata of its event keeps it. */
final class SessionOf {
    private SessionOf() {}

    static MetaData metaData(UserCommand.InSession command) {
        return MetaData.with(Provenance.SESSION, command.currentSession().value());
    }

    /** Null when it was asked for outside any session. */
    @Nullable
    static SessionId event(MetaData metaData) {
        return metaData.get(Provenance.SESSION) instanceof String session ? new SessionId(session) : null;
    }
}
