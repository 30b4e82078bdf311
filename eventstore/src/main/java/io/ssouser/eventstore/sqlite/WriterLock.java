package io.ssouser.eventstore.sqlite;

import io.ssouser.eventstore.log.DataFolder;
import io.ssouser.eventstore.log.LogRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a file: one holder on the machine, until closed or the process ends. It is an operating system lock on a file
 * beside it, which stays behind empty and means nothing by itself.
 */
final class WriterLock implements AutoCloseable {
    /** POSIX drops a process's lock when any channel on the file closes, so a second try must not even open it. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static WriterLock of(Path file) throws IOException {
        if (!HELD_HERE.add(file)) {
            throw inUse(file, "this process");
        }
        try {
            Path beside = file.resolveSibling(file.getFileName() + ".lock");
            DataFolder.ownerOnly(beside);
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw inUse(file, "another process");
                }
                return new WriterLock(file, channel);
            } catch (OverlappingFileLockException e) {
                channel.close();
                throw inUse(file, "this process");
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(file);
            throw e;
        }
    }

    private static LogRefused inUse(Path file, String holder) {
        return new LogRefused(file + " is open in " + holder + ", and an event log has one writer: stop that one first,"
                + " or choose another data folder");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
