/** What people may have of, and do with, what is kept about them. */
@NullMarked
package io.ssouser.application.privacy;

import org.jspecify.annotations.NullMarked;
