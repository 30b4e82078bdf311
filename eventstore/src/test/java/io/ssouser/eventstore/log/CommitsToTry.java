package io.ssouser.eventstore.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Commits as an engine would number and chain them. */
public final class CommitsToTry {
    public static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456Z");

    private final List<Commit> commits = new ArrayList<>();
    private Head end;

    private CommitsToTry(Head from) {
        this.end = from;
    }

    public static CommitsToTry after(Head head) {
        return new CommitsToTry(head);
    }

    /** One more commit; its streams as {@code name@sequence}. */
    public CommitsToTry commit(String... streams) {
        List<StoredEvent> events = new ArrayList<>();
        for (String stream : streams) {
            int at = stream.indexOf('@');
            long sequence = Long.parseLong(stream.substring(at + 1));
            events.add(event(end.nextPosition() + events.size(), stream.substring(0, at), sequence, NOON));
        }
        return commit(UUID.randomUUID(), events);
    }

    public CommitsToTry commit(UUID id, List<StoredEvent> events) {
        byte[] chain = HashChain.after(end.chain(), events);
        commits.add(new Commit(id, NOON, "node", events, chain));
        end = Head.after(commits.get(commits.size() - 1));
        return this;
    }

    public List<Commit> list() {
        return List.copyOf(commits);
    }

    public static StoredEvent event(long position, String stream, long sequence, Instant time) {
        byte[] payload = ("{\"stream\":\"" + stream + "\",\"sequence\":" + sequence + "}").getBytes(UTF_8);
        byte[] metadata = "{\"actor\":\"test\"}".getBytes(UTF_8);
        String id = UUID.randomUUID().toString();
        return new StoredEvent(position, stream, "Thing", sequence, id, "thing.happened", "1", time, payload, metadata);
    }
}
