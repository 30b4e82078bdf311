/** Letters laid down as files, for machines without a mail server. */
@NullMarked
package io.ssouser.application.mail.outbox;

import org.jspecify.annotations.NullMarked;
