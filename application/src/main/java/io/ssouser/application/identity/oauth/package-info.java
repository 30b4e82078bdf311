/** Identity providers that speak OAuth 2.0 and OpenID Connect. */
@NullMarked
package io.ssouser.application.identity.oauth;

import org.jspecify.annotations.NullMarked;
