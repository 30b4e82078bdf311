/** Where read models are kept: the port, and beside it one package per technology. */
@NullMarked
package io.ssouser.projections.store;

import org.jspecify.annotations.NullMarked;
