package io.ssouser.api.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./sso}: says what there is when it is called with nothing. */
@Command(
        name = "sso",
        description = "The user module of a single sign-on platform.",
        mixinStandardHelpOptions = true,
        version = "sso-user 0.1.0",
        subcommands = {Serve.class, Demo.class, Replay.class, Verify.class, Keys.class, CommandLine.HelpCommand.class})
public final class Sso implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
