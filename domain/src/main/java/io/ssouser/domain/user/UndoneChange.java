package io.ssouser.domain.user;

import io.ssouser.domain.email.EmailMove;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account did at the word of somebody who had its address before.
 *
 * @param back the way back; null when the account never left the address, or stays where it is
 * @param freed whether it stays where it is, because the holder of its present address has proved that, and leaves the former one to its owner
 * @param ended what had been added since the change was asked for, and is not any more
 */
public record UndoneChange(@Nullable EmailMove back, boolean freed, WaysIn ended) {
    static final UndoneChange FREED = new UndoneChange(null, true, new WaysIn(List.of(), false, List.of()));
}
