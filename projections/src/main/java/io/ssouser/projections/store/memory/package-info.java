/** Read models in memory. */
@NullMarked
package io.ssouser.projections.store.memory;

import org.jspecify.annotations.NullMarked;
