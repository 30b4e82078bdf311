package io.ssouser.application.mail.smtp;

import java.time.Duration;
import java.util.Properties;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a mail server.
 *
 * @param user null when the server asks for no sign-in
 * @param timeout to connect, to read and to write, each; a read or a write that gets on by a byte begins anew
 * @param longestTry of a whole letter, from connecting on
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        Duration timeout,
        Duration longestTry) {

    /** How the way to the server is guarded. With either kind of TLS the server's certificate must be valid for its name. */
    public enum Security {
        /** Not at all: for a server on this machine. */
        NONE,
        /** RFC 3207, and no letter goes out when the server does not offer it. */
        STARTTLS,
        /** TLS from the first byte, RFC 8314. */
        SMTPS
    }

    /** @param sockets makes every socket of the session; there is no way around it */
    Properties properties(SocketFactory sockets) {
        String millis = Long.toString(timeout.toMillis());
        Properties smtp = new Properties();
        smtp.setProperty("mail.transport.protocol", "smtp");
        smtp.setProperty("mail.smtp.host", host);
        smtp.setProperty("mail.smtp.port", Integer.toString(port));
        smtp.setProperty("mail.smtp.connectiontimeout", millis);
        smtp.setProperty("mail.smtp.timeout", millis);
        smtp.setProperty("mail.smtp.writetimeout", millis);
        smtp.put("mail.smtp.socketFactory", sockets);
        smtp.setProperty("mail.smtp.socketFactory.fallback", "false");
        smtp.setProperty("mail.smtp.auth", Boolean.toString(user != null));
        smtp.setProperty("mail.smtp.starttls.enable", Boolean.toString(security == Security.STARTTLS));
        smtp.setProperty("mail.smtp.starttls.required", Boolean.toString(security == Security.STARTTLS));
        smtp.setProperty("mail.smtp.ssl.enable", Boolean.toString(security == Security.SMTPS));
        smtp.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        return smtp;
    }

    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + security + "]";
    }
}
