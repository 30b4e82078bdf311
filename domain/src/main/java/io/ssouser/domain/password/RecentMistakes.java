package io.ssouser.domain.password;

import io.ssouser.domain.UserId;

/**
 * The wrong secrets that were counted recently. A client that is answered 401 renews its token and sends the same request again, and people
 * type the same wrong password twice: neither is another guess, so the same mistake within {@link LockoutPolicy#PAUSE} counts once.
 */
public interface RecentMistakes {
    /** Whether the mistake has been counted already. If not, it has been as soon as what the command stores is in the log. */
    boolean repeats(Mistake mistake);

    /**
     * A wrong secret. Not printable.
     *
     * @param count whose count it goes to, such as that of one device
     * @param against what it was compared with: against another secret it is another guess
     * @param typed as it was judged
     */
    record Mistake(UserId userId, String count, String against, String typed) {
        @Override
        public String toString() {
            return "Mistake[hidden]";
        }
    }
}
