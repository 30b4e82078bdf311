package io.ssouser.app.journey;

import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** The folder into which the embedded service writes its mails. */
public record Mailbox(Path folder) {
    private static final Session SESSION = Session.getInstance(new Properties());

    /** A mail is written once, under a name of its own: the many looks of a test parse it once. */
    private static final Map<Path, Mail> READ = new ConcurrentHashMap<>();

    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");

    /** The path of the link in the newest mail to the address; waits up to ten seconds for one. */
    public String linkFor(String address) {
        return awaitMail()
                .until(
                        () -> mailsTo(address),
                        mails -> !mails.isEmpty() && LINK.matcher(mails.get(0)).find())
                .stream()
                .findFirst()
                .map(Mailbox::link)
                .orElseThrow();
    }

    /** The path of the link in the newest mail to the address that has one to that path; waits up to ten seconds for one. */
    public String linkFor(String address, String path) {
        return awaitMail()
                .until(() -> linksTo(address, path), links -> !links.isEmpty())
                .get(0);
    }

    /** The paths of all links to that path in the mails to the address, newest first. */
    List<String> linksTo(String address, String path) {
        return mailsTo(address).stream()
                .filter(mail -> LINK.matcher(mail).find())
                .map(Mailbox::link)
                .filter(link -> link.startsWith(path + "?"))
                .toList();
    }

    /** Looks at once and often: nearly every test reads a mail, which is there within some milliseconds. */
    private static ConditionFactory awaitMail() {
        return await().atMost(Duration.ofSeconds(10)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));
    }

    /** The texts of the mails to the address, newest first. */
    public List<String> mailsTo(String address) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> mails = Files.list(folder)) {
            return mails.filter(file -> file.toString().endsWith(".eml"))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .map(Mailbox::read)
                    .filter(mail -> mail.to().equals(address))
                    .map(Mail::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String link(String text) {
        Matcher found = LINK.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No link in: " + text);
        }
        return found.group(1);
    }

    private static Mail read(Path file) {
        return READ.computeIfAbsent(file, Mailbox::parse);
    }

    private static Mail parse(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(SESSION, in);
            return new Mail(mail.getAllRecipients()[0].toString(), (String) mail.getContent());
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Mail(String to, String text) {}
}
