package io.ssouser.application.mail;

import java.util.List;

class RecordingMailerTest extends MailerContract {
    private final RecordingMailer mailer = new RecordingMailer();

    @Override
    protected Mailer mailer() {
        return mailer;
    }

    @Override
    protected List<Mail> arrived() {
        return mailer.sent();
    }
}
