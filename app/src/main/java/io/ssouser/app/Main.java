package io.ssouser.app;

import io.ssouser.app.cli.Sso;

/** The entrance: hands the command line to {@link Sso}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = Sso.commandLine().execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }
}
