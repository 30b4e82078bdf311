/** Mail jobs in MongoDB. */
@NullMarked
package io.ssouser.application.mail.mongodb;

import org.jspecify.annotations.NullMarked;
