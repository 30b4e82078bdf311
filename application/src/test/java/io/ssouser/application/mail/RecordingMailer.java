package io.ssouser.application.mail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the letters it was given. */
public final class RecordingMailer implements Mailer {
    private final List<Mail> sent = new CopyOnWriteArrayList<>();
    private volatile int failures;

    @Override
    public void send(String id, Mail mail) {
        if (failures > 0) {
            failures--;
            throw new MailNotSent(new IllegalStateException("The mail server is away"));
        }
        sent.add(mail);
    }

    /** The next so many letters are not taken. */
    public void fail(int times) {
        failures = times;
    }

    public List<Mail> sent() {
        return sent;
    }
}
