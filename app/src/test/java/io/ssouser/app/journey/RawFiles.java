package io.ssouser.app.journey;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/** What a service has kept as a thief reads it, byte by byte: the files of its folder, and its database where it has one. */
public final class RawFiles {
    private RawFiles() {}

    /** Those files, in whatever depth, and those collections, as if they were files, in which the text stands in the clear. */
    public static List<Path> holding(Path folder, String canary) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = new ArrayList<>(files.filter(Files::isRegularFile)
                    .filter(file -> text(file).contains(canary))
                    .toList());
            RunningService.database(folder).ifPresent(uri -> found.addAll(collectionsHolding(uri, canary)));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> collectionsHolding(String uri, String canary) {
        List<Path> found = new ArrayList<>();
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database =
                    client.getDatabase(Objects.requireNonNull(new ConnectionString(uri).getDatabase()));
            for (String name : database.listCollectionNames()) {
                for (RawBsonDocument document :
                        database.getCollection(name, RawBsonDocument.class).find()) {
                    if (text(document).contains(canary)) {
                        found.add(Path.of(name));
                        break;
                    }
                }
            }
        }
        return found;
    }

    private static String text(RawBsonDocument document) {
        return new String(document.getByteBuffer().array(), StandardCharsets.ISO_8859_1);
    }

    /** Every byte as one character. */
    public static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
