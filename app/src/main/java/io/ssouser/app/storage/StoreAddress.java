package io.ssouser.app.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is: {@code sqlite:<data folder>}; {@code mongodb://…/<database>} or {@code mongodb+srv://…/<database>}; or
 * {@code mongodb:} for the one of {@code SSO_MONGODB_URI}, which no list of processes shows, with its keys where
 * {@code SSO_KEYS_MONGODB_URI} says.
 */
public final class StoreAddress {
    private static final String FOLDER = "sqlite:";
    private static final String CONFIGURED = "mongodb:";
    private static final Pattern CONNECTION_STRING = Pattern.compile("mongodb(\\+srv)?://.+");
    /** Up to the last @: who forgot to escape one in the password must not find a part of it printed. */
    private static final Pattern CREDENTIALS = Pattern.compile("//.*@");

    private final String text;
    private final @Nullable String keys;

    /** @throws IllegalArgumentException when it is none of these; the message shows nothing of it, because it may hold a password */
    public StoreAddress(String text) {
        this(text, null);
    }

    /** @param keys connection string of the database that has the keys; null when they are with the rest */
    public StoreAddress(String text, @Nullable String keys) {
        boolean folder = text.startsWith(FOLDER) && text.length() > FOLDER.length();
        if (!folder
                && !text.equals(CONFIGURED)
                && !CONNECTION_STRING.matcher(text).matches()) {
            throw new IllegalArgumentException("an address is sqlite:<data folder> or mongodb://<host>/<database>");
        }
        if (keys != null && (folder || !CONNECTION_STRING.matcher(keys).matches())) {
            throw new IllegalArgumentException("keys of a database are at mongodb://<host>/<database>");
        }
        this.text = text;
        this.keys = keys;
    }

    /** The settings of a service that has this store. */
    public List<String> settings() {
        if (text.startsWith(FOLDER)) {
            return List.of("--sso.store=sqlite", "--sso.data-dir=" + text.substring(FOLDER.length()));
        }
        List<String> settings = new ArrayList<>(List.of("--sso.store=mongodb"));
        if (!text.equals(CONFIGURED)) {
            settings.add("--sso.mongodb-uri=" + text);
        }
        if (!text.equals(CONFIGURED) || keys != null) {
            // Also when there are none apart: what the environment says belongs to another store.
            settings.add("--sso.keys-mongodb-uri=" + (keys == null ? "" : keys));
        }
        return settings;
    }

    /** Without name and password. */
    @Override
    public String toString() {
        if (text.startsWith(FOLDER)) {
            return text;
        }
        String place = CREDENTIALS.matcher(text).replaceFirst("//");
        int options = place.indexOf('?');
        return options < 0 ? place : place.substring(0, options);
    }
}
