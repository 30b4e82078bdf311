package io.ssouser.eventstore.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A connection string of any form, taken apart so that it can name another database and still sign in where it did. */
final class TestMongoAddress {
    private static final Pattern PARTS =
            Pattern.compile("(mongodb(?:\\+srv)?://(?:[^@/]*@)?[^/?]+)(?:/[^?]*)?(?:\\?(.*))?");

    private final ConnectionString original;
    private final String hosts;
    private final String options;

    TestMongoAddress(String uri) {
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("SSO_TEST_MONGODB_URI is no connection string of MongoDB");
        }
        original = new ConnectionString(uri);
        hosts = parts.group(1);
        options = parts.group(2) == null ? "" : parts.group(2);
    }

    /** The one that it names; null when it names none. */
    @Nullable
    String database() {
        return original.getDatabase();
    }

    String of(String database) {
        MongoCredential credential = original.getCredential();
        boolean saysWhere = Pattern.compile("(^|[&;])authSource=", Pattern.CASE_INSENSITIVE)
                .matcher(options)
                .find();
        // Without it the driver would sign in at the database that is named now.
        String source = credential == null || saysWhere ? "" : "authSource=" + credential.getSource();
        String all = source.isEmpty() || options.isEmpty() ? source + options : source + "&" + options;
        return hosts + "/" + database + (all.isEmpty() ? "" : "?" + all);
    }
}
