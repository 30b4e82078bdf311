package io.ssouser.application.session;

import io.ssouser.application.command.Commands;
import io.ssouser.application.session.RecentRotations.Rotation;
import io.ssouser.application.session.token.TokenPair;
import io.ssouser.application.state.TokenHash;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.RecordDeviceUse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotation of refresh tokens (RFC 9700 4.14.2). A token is good for one rotation; for half a minute after it, whoever presents it again
 * gets the very same successor, because the client sends one token about 1,100 times at once; later than that it was stolen, and the
 * session ends.
 */
public final class RefreshTokens {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

    private final Sessions sessions;
    private final SessionGate gate;
    private final SessionTokens tokens;
    private final Commands commands;
    private final Clock clock;
    private final RecentRotations recent;

    public RefreshTokens(Sessions sessions, SessionGate gate, SessionTokens tokens, Commands commands, Clock clock) {
        this.sessions = sessions;
        this.gate = gate;
        this.tokens = tokens;
        this.commands = commands;
        this.clock = clock;
        this.recent = new RecentRotations(clock);
    }

    /**
     * The successor pair of that token.
     *
     * @throws Refused {@link Refusal#INVALID_REFRESH_TOKEN} or {@link Refusal#REFRESH_TOKEN_EXPIRED}
     */
    public TokenPair refresh(String presented) {
        TokenHash hash = TokenHash.of(presented);
        Rotation rotation = recent.of(hash, () -> rotate(presented, hash));
        if (gate.hasEnded(rotation.session().id())) {
            throw new Refused(Refusal.INVALID_REFRESH_TOKEN);
        }
        return rotation.pair();
    }

    private Rotation rotate(String presented, TokenHash hash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Presented found = find(hash, now);
        if (found instanceof Presented.Current current) {
            Optional<Rotation> won = spend(presented, hash, current.session(), now);
            if (won.isPresent()) {
                return won.get();
            }
            found = find(hash, now);
        }
        if (found instanceof Presented.Spent spent) {
            return replay(presented, spent, now);
        }
        throw new Refused(Refusal.INVALID_REFRESH_TOKEN);
    }

    private Presented find(TokenHash hash, Instant now) {
        return sessions.presented(hash, now)
                .filter(found -> !gate.hasEnded(found.session().id()))
                .orElseThrow(() -> new Refused(Refusal.INVALID_REFRESH_TOKEN));
    }

    /** Empty when another node was quicker. */
    private Optional<Rotation> spend(String presented, TokenHash hash, Session session, Instant now) {
        if (session.isExpired(now)) {
            throw new Refused(Refusal.REFRESH_TOKEN_EXPIRED);
        }
        String next = tokens.successorOf(presented, session.id(), session.generation() + 1);
        Session rotated = session.rotated(TokenHash.of(next), now);
        TokenPair pair = tokens.pair(rotated, rotated.generation(), next, now);
        if (!sessions.rotate(hash, rotated)) {
            return Optional.empty();
        }
        if (session.owesDeviceNote(now)) {
            noteDeviceUse(rotated);
        }
        return Optional.of(new Rotation(rotated, pair, now));
    }

    private Rotation replay(String presented, Presented.Spent spent, Instant now) {
        Session session = spent.session();
        if (!now.isBefore(spent.spentAt().plus(RecentRotations.GRACE))) {
            commands.send(new EndSession(session.userId(), session.id(), EndReason.REFRESH_TOKEN_REUSED));
            throw new Refused(Refusal.INVALID_REFRESH_TOKEN);
        }
        String next = tokens.successorOf(presented, session.id(), spent.generation());
        TokenPair pair = tokens.pair(session, spent.generation(), next, spent.spentAt());
        return new Rotation(session, pair, spent.spentAt());
    }

    /** The token is spent by now: a note that fails must not take the pair from its bearer, and the next hour brings another. */
    private void noteDeviceUse(Session session) {
        try {
            commands.send(new RecordDeviceUse(session.userId(), session.deviceId()));
        } catch (RuntimeException e) {
            LOG.warn("The use of a device was not noted", e);
        }
    }
}
