/** What proves a log, and copies one with its proof. Knows no Axon. */
@NullMarked
package io.ssouser.eventstore.proof;

import org.jspecify.annotations.NullMarked;
