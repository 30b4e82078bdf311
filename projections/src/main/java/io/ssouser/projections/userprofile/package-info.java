/** A user's profile: the address, the one that is to follow, and when the user was registered. */
@NullMarked
package io.ssouser.projections.userprofile;

import org.jspecify.annotations.NullMarked;
