/** Pages for people who follow a link of our mails. */
@NullMarked
package io.ssouser.api.page;

import org.jspecify.annotations.NullMarked;
