/** What the service keeps that is neither event nor view: hashes of tokens, in tables of the state file or in documents of MongoDB. */
@NullMarked
package io.ssouser.application.state;

import org.jspecify.annotations.NullMarked;
