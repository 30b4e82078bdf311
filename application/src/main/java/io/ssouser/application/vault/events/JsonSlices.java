package io.ssouser.application.vault.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The members of a JSON object as slices of its bytes: one can be replaced without writing, or even understanding, the others.
 * Only outermost members are seen.
 */
final class JsonSlices {
    static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final JsonFactory JSON = new JsonFactory();

    /** What an encrypted value is longer than a clear one, about. */
    private static final int ROOM = 96;

    private final byte[] object;
    private final List<Member> members;

    /** @throws tools.jackson.core.JacksonException when the bytes are no JSON object */
    JsonSlices(byte[] object) {
        this.object = object;
        this.members = find(object);
    }

    /** The value of a member, from its first byte to before its last. */
    record Member(String name, int start, int end) {}

    List<Member> members() {
        return members;
    }

    byte[] value(Member member) {
        return Arrays.copyOfRange(object, member.start(), member.end());
    }

    boolean isNull(Member member) {
        return member.end() - member.start() == NULL.length && startsWith(member, NULL);
    }

    boolean startsWith(Member member, byte[] prefix) {
        int end = member.start() + prefix.length;
        return end <= member.end() && Arrays.equals(object, member.start(), end, prefix, 0, prefix.length);
    }

    /** The text of a member whose value is one. */
    String text(Member member) {
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), object, member.start(), member.end() - member.start())) {
            parser.nextToken();
            return parser.getString();
        }
    }

    /** The object with other values for some members, to the byte the same in all else. */
    byte[] replacing(Predicate<Member> which, Function<Member, byte[]> by) {
        List<Member> replaced = members.stream().filter(which).toList();
        if (replaced.isEmpty()) {
            return object;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(object.length + ROOM * replaced.size());
        int copied = 0;
        for (Member member : replaced) {
            out.write(object, copied, member.start() - copied);
            out.writeBytes(by.apply(member));
            copied = member.end();
        }
        out.write(object, copied, object.length - copied);
        return out.toByteArray();
    }

    private static List<Member> find(byte[] object) {
        List<Member> found = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), object, 0, object.length)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                found.add(new Member(name, start, (int) parser.currentLocation().getByteOffset()));
            }
        }
        return found;
    }
}
