/** What an operator can set, and how an unusable value is refused. */
@NullMarked
package io.ssouser.app.settings;

import org.jspecify.annotations.NullMarked;
