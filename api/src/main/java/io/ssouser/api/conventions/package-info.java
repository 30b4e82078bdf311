/** What all REST routes share: JSON, ids, positions, request ids, and how a read waits for a write. */
@NullMarked
package io.ssouser.api.conventions;

import org.jspecify.annotations.NullMarked;
