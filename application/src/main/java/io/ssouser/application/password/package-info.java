/** Password hashing: slow by design, and never more of it at once than the machine can do. */
@NullMarked
package io.ssouser.application.password;

import org.jspecify.annotations.NullMarked;
