/** What is left of a user's ways to sign in after a reset or an undone change of address. */
@NullMarked
package io.ssouser.domain.recovery;

import org.jspecify.annotations.NullMarked;
