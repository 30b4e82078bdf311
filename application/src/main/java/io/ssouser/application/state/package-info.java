/** What the service keeps of secret tokens that it gives out: hashes. */
@NullMarked
package io.ssouser.application.state;

import org.jspecify.annotations.NullMarked;
