/** Letters carried by a mail server. */
@NullMarked
package io.ssouser.application.mail.smtp;

import org.jspecify.annotations.NullMarked;
