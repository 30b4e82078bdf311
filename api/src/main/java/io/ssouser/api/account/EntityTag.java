package io.ssouser.api.account;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.ExpectedVersion;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user's version as HTTP writes it: a strong entity tag, the number in quotes (RFC 9110, 8.8.3). When the answer contains more than the
 * user's own events, a hash of that follows the number.
 */
final class EntityTag {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern TAGS = Pattern.compile(TAG + "([ \t]*,[ \t]*" + TAG + ")*");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,18})(-[0-9a-f]{1,8})?");

    private EntityTag() {}

    static String of(long version, Profile profile) {
        String plan = profile.plan() == null
                ? ""
                : "-" + Integer.toHexString(Objects.hash(profile.plan(), profile.features()));
        return "\"" + version + plan + "\"";
    }

    /**
     * What the sender expects (RFC 9110, 13.1.1). A weak tag never matches, and neither does one that is not ours.
     *
     * @param ifMatch the header; null when there is none
     * @throws RequestRefused with 400 when it is not a list of tags
     */
    static ExpectedVersion expectedBy(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.trim().equals("*")) {
            return ExpectedVersion.ANY;
        }
        if (!TAGS.matcher(ifMatch.trim()).matches()) {
            throw new RequestRefused(Problem.badRequest("Invalid If-Match"));
        }
        Set<Long> versions = new HashSet<>();
        Matcher tag = TAG.matcher(ifMatch);
        while (tag.find()) {
            Matcher version = VERSION.matcher(tag.group(2));
            if (tag.group(1) == null && version.matches()) {
                versions.add(Long.parseLong(version.group(1)));
            }
        }
        return new ExpectedVersion(versions);
    }
}
