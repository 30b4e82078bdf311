package io.ssouser.api.maillink;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.Problems;
import io.ssouser.api.page.Page;
import io.ssouser.api.page.PageRequests;
import io.ssouser.domain.Refusal;
import io.ssouser.domain.Refused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** A page on which somebody chooses a password, and once more where the one that was typed is not good enough. */
public final class PasswordForm {
    private static final Set<Refusal> TYPE_ANOTHER = Set.of(
            Refusal.CONFIRMATION_NEEDS_PASSWORD,
            Refusal.PASSWORD_TOO_SHORT,
            Refusal.PASSWORD_TOO_LONG,
            Refusal.PASSWORD_GUESSABLE,
            Refusal.HASHING_BUSY);

    private final Problems problems;

    public PasswordForm(Problems problems) {
        this.problems = problems;
    }

    /**
     * Does it, or shows the form again with the reason.
     *
     * @param form the page without the field
     * @throws Refused what another password does not mend
     */
    Page submit(Runnable change, Page done, Page form, String label, HttpServletRequest request) {
        try {
            change.run();
            return done;
        } catch (Refused refused) {
            if (!TYPE_ANOTHER.contains(refused.refusal()) || !PageRequests.wantsPage(request)) {
                throw refused;
            }
            Problem why = problems.of(refused, request);
            return form.warns(why.message()).newPassword(label).status(why.status());
        }
    }
}
