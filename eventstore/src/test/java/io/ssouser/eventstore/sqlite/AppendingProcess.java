package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.AppendOutcome;
import io.ssouser.eventstore.log.CommitsToTry;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.log.LogRefused;
import io.ssouser.eventstore.log.StoredEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A process that appends commits for ever and prints the id of each once it is acknowledged. */
final class AppendingProcess {
    /** So many that a few dozen commits are due for a checkpoint. */
    static final int EVENTS = 40;

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true);
        try (SqliteEventLog log = SqliteEventLog.open(Path.of(arguments[0]))) {
            out.println("open");
            while (true) {
                UUID id = UUID.randomUUID();
                Head head = log.head();
                List<StoredEvent> events = new ArrayList<>();
                for (int i = 0; i < EVENTS; i++) {
                    events.add(CommitsToTry.event(head.nextPosition() + i, id + "-" + i, 0, CommitsToTry.NOON));
                }
                CommitsToTry commit = CommitsToTry.after(head).commit(id, events);
                if (log.append(head, commit.list()).stop() == AppendOutcome.Stop.NONE) {
                    out.println(id);
                }
            }
        } catch (LogRefused e) {
            out.println(e.getMessage());
        }
    }

    static Process start(Path log) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
