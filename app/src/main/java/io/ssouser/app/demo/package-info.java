/** The story that <code>./sso demo</code> tells over HTTP. */
@NullMarked
package io.ssouser.app.demo;

import org.jspecify.annotations.NullMarked;
