/** The routes, what they take and what they answer. */
@NullMarked
package io.ssouser.api.http;

import org.jspecify.annotations.NullMarked;
