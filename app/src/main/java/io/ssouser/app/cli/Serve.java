package io.ssouser.app.cli;

import io.ssouser.app.wiring.SsoUserApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./sso serve}: runs the service until it is stopped. Its settings are environment variables. */
@Command(
        name = "serve",
        description = "Run the service. SERVER_PORT (8080), SSO_DATA_DIR (./data) and the other settings of the README "
                + "come from the environment.",
        mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
    @Override
    public Integer call() {
        try {
            SsoUserApplication.main(new String[0]);
            return 0;
        } catch (RuntimeException reported) {
            // Spring Boot has printed why, in words where the reason is known.
            return 1;
        }
    }
}
