/** Letters to people, and the port that delivers them. */
@NullMarked
package io.ssouser.application.mail;

import org.jspecify.annotations.NullMarked;
