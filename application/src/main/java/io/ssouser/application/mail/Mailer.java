package io.ssouser.application.mail;

/** Carries letters. When it returns, the letter is in the hands of something that keeps it through a crash of this service. */
public interface Mailer {
    /**
     * Tries once.
     *
     * @param id left part of the Message-ID: the same for every try of one letter, so that a mailbox can tell a letter that came twice
     * @throws MailNotSent when it is not, or perhaps not; sending again may bring the letter twice
     * @throws MailRefused when sending again is of no use
     */
    void send(String id, Mail mail);
}
