/** What follows an event outside the read models: it acts on the world or on the state, at least once. */
@NullMarked
package io.ssouser.api.action;

import org.jspecify.annotations.NullMarked;
