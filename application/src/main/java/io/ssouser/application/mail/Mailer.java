package io.ssouser.application.mail;

/** Carries letters. When it returns, the letter is in the hands of something that keeps it through a crash of this service. */
public interface Mailer {
    /** @throws MailNotSent when it is not, or perhaps not; sending again may bring the letter twice */
    void send(Mail mail);
}
