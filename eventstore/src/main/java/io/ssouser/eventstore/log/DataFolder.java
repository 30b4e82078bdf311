package io.ssouser.eventstore.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of this service's files, which tell of people and hold keys: they are for its owner alone, whatever the folder's mode and the
 * process's umask were. File systems that know no modes are left as they are.
 */
public final class DataFolder {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    /** What the service makes itself, and what a volume has at its root. */
    private static final Pattern OURS = Pattern.compile(
            "(log|keys|state|views)\\.db.*|master\\.key|outbox|lost\\+found" + "|.*\\.eml|.*\\.eml\\..*|.*\\.part");

    private DataFolder() {}

    /**
     * Creates the folder, and those above it, with mode 0700. One that is there and open to others is closed to them, when it holds
     * nothing but what a service puts there.
     *
     * @return the folder
     * @throws StoreRefused when it holds other things, or belongs to somebody else
     */
    public static Path create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            FileAttribute<?>[] mode = knowsModes(folder)
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
                    : new FileAttribute<?>[0];
            return Files.createDirectories(folder, mode);
        }
        if (knowsModes(folder) && !FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
            close(folder);
        }
        if (knowsModes(folder)) {
            closeFiles(folder);
        }
        return folder;
    }

    /** But for a master key: whoever may have read it knows all keys, which is for a person to judge. */
    private static void closeFiles(Path folder) throws IOException {
        List<Path> ours;
        try (Stream<Path> files = Files.list(folder)) {
            ours = files.filter(Files::isRegularFile)
                    .filter(file -> OURS.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !file.endsWith("master.key"))
                    .toList();
        }
        for (Path file : ours) {
            tighten(file);
        }
    }

    private static void close(Path folder) throws IOException {
        List<String> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !OURS.matcher(name).matches())
                    .limit(1)
                    .toList();
        }
        if (!others.isEmpty()) {
            throw new StoreRefused("Others may enter " + folder + ", and it holds more than this service's data ("
                    + others.get(0) + "): choose a folder of its own, or run: chmod 700 " + folder);
        }
        try {
            Files.setPosixFilePermissions(folder, FOLDER);
        } catch (FileSystemException notOurs) {
            throw new StoreRefused(
                    "Others may enter " + folder
                            + ", and it does not belong to this user: run chown and chmod 700 on it",
                    notOurs);
        }
    }

    /** Has the file be there, empty when it was not, with mode 0600. */
    public static void ownerOnly(Path file) throws IOException {
        if (!knowsModes(file)) {
            return;
        }
        try {
            FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(FILE))
                    .close();
        } catch (FileAlreadyExistsException known) {
            tighten(file);
        }
    }

    private static void tighten(Path file) throws IOException {
        try {
            if (!FILE.containsAll(Files.getPosixFilePermissions(file))) {
                Files.setPosixFilePermissions(file, FILE);
            }
        } catch (NoSuchFileException gone) {
            // SQLite removes its companions when it is done with them.
            return;
        }
    }

    private static boolean knowsModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
