/** What a refusal looks like on the wire, whatever went wrong and wherever. */
@NullMarked
package io.ssouser.api.error;

import org.jspecify.annotations.NullMarked;
