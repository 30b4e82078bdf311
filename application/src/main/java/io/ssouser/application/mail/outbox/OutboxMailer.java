package io.ssouser.application.mail.outbox;

import io.ssouser.application.mail.Letter;
import io.ssouser.application.mail.Mail;
import io.ssouser.application.mail.MailNotSent;
import io.ssouser.application.mail.Mailer;
import io.ssouser.eventstore.log.DataFolder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.Set;

/**
 * Writes each letter to {@code <time>-<id>.eml}, whole or not at all. Only the operating system's user of this service can read it, because
 * letters hold links that sign people in.
 */
public final class OutboxMailer implements Mailer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Made once: a session searches the class path for its providers. */
    private final Session session = Session.getInstance(new Properties());

    private final Path folder;
    private final String from;
    private final Clock clock;
    private final FileAttribute<?>[] ownerOnly;

    /** @param folder created for its owner alone when it is missing */
    public OutboxMailer(Path folder, String from, Clock clock) {
        this.folder = folder;
        this.from = from;
        this.clock = clock;
        try {
            DataFolder.create(folder);
            this.ownerOnly = Files.getFileStore(folder).supportsFileAttributeView("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];
        } catch (IOException e) {
            throw new IllegalStateException("Cannot use the outbox " + folder, e);
        }
    }

    @Override
    public void send(String id, Mail mail) {
        Instant now = clock.instant();
        String name = TIME.format(now) + "-" + id;
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new Letter(session, mail, from, now, id).writeTo(bytes);
            Path unfinished = folder.resolve(name + ".part");
            write(unfinished, bytes.toByteArray());
            Files.move(unfinished, folder.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | MessagingException e) {
            throw new MailNotSent(e);
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> creating = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, creating, ownerOnly)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }
}
