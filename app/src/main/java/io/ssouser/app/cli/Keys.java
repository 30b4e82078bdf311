package io.ssouser.app.cli;

import io.ssouser.app.wiring.tool.OpenKeys;
import io.ssouser.application.session.token.SigningKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./sso keys rotate}: a new key signs, the ones before it still verify. The service may run meanwhile. */
@Command(
        name = "keys",
        description = "Work on the keys that sign tokens, also while the service runs.",
        mixinStandardHelpOptions = true)
final class Keys implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "rotate",
            description = "Make a new key sign; the ten before it still verify.",
            mixinStandardHelpOptions = true)
    void rotate() {
        try (OpenKeys keys = OpenKeys.open()) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Key %s signs from now on; a running service follows within %d seconds. Nobody has to sign in again.%n",
                            keys.signingKeys().rotate(), SigningKeys.NOTICED_WITHIN.toSeconds());
        }
    }
}
