/** Mail jobs in the embedded state file. */
@NullMarked
package io.ssouser.application.mail.sqlite;

import org.jspecify.annotations.NullMarked;
