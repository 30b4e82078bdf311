package io.ssouser.domain.bite;

import java.io.IOException;

/** Breaks the rule that no checked exception leaves the domain. */
public interface DomainThatThrowsChecked {
    void handle() throws IOException;
}
