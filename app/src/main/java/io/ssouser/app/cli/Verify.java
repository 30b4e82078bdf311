package io.ssouser.app.cli;

import io.ssouser.app.wiring.tool.OpenFolder;
import io.ssouser.eventstore.log.EventLog;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogVerifier;
import io.ssouser.eventstore.proof.LogVerifier.Verdict;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./sso verify}: recomputes the chain over the whole log and names the first position at which it breaks. */
@Command(
        name = "verify",
        description = "Prove that the log is as it was written. Stop the service first.",
        mixinStandardHelpOptions = true)
final class Verify implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (OpenFolder folder = OpenFolder.open()) {
            Verdict verdict = walk(folder.get(EventLog.class));
            PrintWriter out = spec.commandLine().getOut();
            if (verdict.isSound()) {
                String chain = HexFormat.of().formatHex(verdict.end().chain());
                out.printf(
                        "%d events, the chain holds. Its end is %s.%n",
                        verdict.end().nextPosition(), chain);
                return 0;
            }
            out.printf("Position %d: %s.%n", verdict.firstBadPosition(), verdict.problem());
            return 1;
        }
    }

    private static Verdict walk(EventLog log) {
        try (ProgressBar bar = Replay.bar("verify", " events")) {
            bar.maxHint(log.head().nextPosition());
            return new LogVerifier(log).verify(Head.START, bar::stepTo);
        }
    }
}
