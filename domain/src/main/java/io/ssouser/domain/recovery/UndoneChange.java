package io.ssouser.domain.recovery;

import io.ssouser.domain.email.EmailMove;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done at the word of the owner of a former address.
 *
 * @param back the way back; null if the user never left the address, or keeps the present one
 * @param freed whether the user keeps the present address, because its holder has proved it, and anybody may claim the former one
 * @param ended the ways in that were added since the change was requested, and were ended
 */
public record UndoneChange(@Nullable EmailMove back, boolean freed, WaysIn ended) {
    public static final UndoneChange FREED = new UndoneChange(null, true, new WaysIn(List.of(), false, List.of()));
}
