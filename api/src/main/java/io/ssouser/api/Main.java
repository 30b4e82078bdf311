package io.ssouser.api;

import io.ssouser.api.cli.Sso;
import picocli.CommandLine;

/** The entrance: hands the command line to {@link Sso}. What goes wrong is said in a line; {@code SSO_DEBUG=1} shows where. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = new CommandLine(new Sso())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
