package io.ssouser.app.cli;

import io.ssouser.app.wiring.tool.OpenFolder;
import io.ssouser.projections.Projections;
import io.ssouser.projections.RebuildFailed;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./sso replay <projection>}: rebuilds one read model from the first event on. The service must be stopped. */
@Command(
        name = "replay",
        description = "Rebuild one read model from the first event on. Stop the service first.",
        mixinStandardHelpOptions = true)
final class Replay implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<projection>", description = "As user-profile or audit-trail.")
    private String projection = "";

    @Override
    public Integer call() {
        try (OpenFolder folder = OpenFolder.open()) {
            Projections projections = folder.get(Projections.class);
            if (!projections.groups().contains(projection)) {
                spec.commandLine()
                        .getErr()
                        .printf("There is no read model '%s'. There are: %s%n", projection, projections.groups());
                return 2;
            }
            try {
                rebuild(projections);
            } catch (RebuildFailed e) {
                spec.commandLine().getErr().println(e.getMessage());
                return 1;
            }
            long parked = projections.parked(projection);
            spec.commandLine().getOut().printf("%s is rebuilt; %d events are parked.%n", projection, parked);
            return parked == 0 ? 0 : 1;
        }
    }

    private void rebuild(Projections projections) {
        try (ProgressBar bar = bar(projection, " events")) {
            projections.rebuild(projection, (events, of) -> {
                bar.maxHint(of);
                bar.stepTo(events);
            });
        }
    }

    static ProgressBar bar(String task, String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(unit, 1)
                .showSpeed()
                .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(new PrintStream(System.err)))
                .build();
    }
}
