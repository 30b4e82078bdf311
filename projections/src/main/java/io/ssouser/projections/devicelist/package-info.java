/** The devices that an account is used from. */
@NullMarked
package io.ssouser.projections.devicelist;

import org.jspecify.annotations.NullMarked;
