/** What each route of the API is: who may ask for it, how often, and in what form it answers. Knows no route by its path. */
@NullMarked
package io.ssouser.api.route;

import org.jspecify.annotations.NullMarked;
