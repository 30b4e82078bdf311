package io.ssouser.application.vault.keys;

import io.ssouser.eventstore.log.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The file of a generated master key: one line of base64, readable by its owner alone where the file system knows owners. */
record MasterKeyFile(Path file) {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    boolean exists() {
        return Files.exists(file);
    }

    String read() {
        try {
            if (knowsOwners() && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new UnusableMasterKey(file + " can be read by others. Run: chmod 600 " + file
                        + " - and if others may have read it, treat the keys as known to them.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UnusableMasterKey("Cannot read " + file + ": " + e, e);
        }
    }

    /** Durable before it returns, so that nothing is ever wrapped with a key that a power cut could take. */
    void write(String key) {
        try {
            DataFolder.create(file.toAbsolutePath().getParent());
            FileAttribute<?>[] mode = knowsOwners()
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                    : new FileAttribute<?>[0];
            Set<StandardOpenOption> anew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (FileChannel channel = FileChannel.open(file, anew, mode)) {
                channel.write(ByteBuffer.wrap((key + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            if (knowsOwners()) {
                try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                    folder.force(true);
                }
            }
        } catch (IOException e) {
            throw new UnusableMasterKey("Cannot write " + file + ": " + e, e);
        }
    }

    private boolean knowsOwners() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
