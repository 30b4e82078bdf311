/** The tokens of a session: signed, read, and the keys that sign them. */
@NullMarked
package io.ssouser.application.session.token;

import org.jspecify.annotations.NullMarked;
