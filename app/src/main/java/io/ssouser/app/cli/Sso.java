package io.ssouser.app.cli;

import io.ssouser.app.demo.Demo;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ./sso}: says what there is when it is called with nothing. What goes wrong in a tool is said in a line;
 * {@code SSO_DEBUG=1} shows where.
 */
@Command(
        name = "sso",
        description = "The user module of a single sign-on platform.",
        mixinStandardHelpOptions = true,
        version = "sso-user 0.1.0",
        subcommands = {
            Serve.class,
            Demo.class,
            Replay.class,
            Verify.class,
            Copy.class,
            Keys.class,
            CommandLine.HelpCommand.class
        })
public final class Sso implements Runnable {
    @Spec
    private CommandSpec spec;

    /** The whole command line, ready to execute. */
    public static CommandLine commandLine() {
        return new CommandLine(new Sso()).setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if ("1".equals(System.getenv("SSO_DEBUG"))) {
                failure.printStackTrace(commandLine.getErr());
            } else {
                commandLine.getErr().println(rootOf(failure).getMessage());
            }
            return 1;
        });
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
