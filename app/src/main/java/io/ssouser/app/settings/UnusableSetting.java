package io.ssouser.app.settings;

/** A setting has a value that cannot be used; the service does not start. */
public final class UnusableSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableSetting(String message) {
        super(message);
    }

    public UnusableSetting(String name, String value, String wanted) {
        super(name + " is '" + value + "', which is not " + wanted);
    }
}
