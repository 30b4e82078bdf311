/** The devices of a user. */
@NullMarked
package io.ssouser.projections.devicelist;

import org.jspecify.annotations.NullMarked;
