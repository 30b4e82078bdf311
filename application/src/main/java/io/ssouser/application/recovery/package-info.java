/** How somebody who forgot the password gets in again, and how the person is told about every new password. */
@NullMarked
package io.ssouser.application.recovery;

import org.jspecify.annotations.NullMarked;
