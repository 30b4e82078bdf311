/** Letters to the owners of accounts, and the port that carries them. */
@NullMarked
package io.ssouser.application.mail;

import org.jspecify.annotations.NullMarked;
