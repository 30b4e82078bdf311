/** What is neither event nor read model: named collections of small documents, each changed by one atomic step at a time. */
@NullMarked
package io.ssouser.eventstore.state;

import org.jspecify.annotations.NullMarked;
