package io.ssouser.app.journey;

import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.eventstore.proof.LogVerifier.Verdict;
import io.ssouser.eventstore.sqlite.SqliteEventLog;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The log of a service that does not run. */
final class LogFile {
    private LogFile() {}

    /** The first position that the chain does not prove; empty when it proves all. */
    static OptionalLong firstBadPosition(Path data) {
        try (EventLog log = SqliteEventLog.open(data.resolve("log.db"))) {
            Verdict verdict = new LogVerifier(log).verify(Head.START, position -> {});
            return verdict.isSound() ? OptionalLong.empty() : OptionalLong.of(verdict.firstBadPosition());
        }
    }
}
