/** What the API says of itself. */
@NullMarked
package io.ssouser.api.openapi;

import org.jspecify.annotations.NullMarked;
