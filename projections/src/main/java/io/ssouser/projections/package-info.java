/** What can be read: one folder per read model. */
@NullMarked
package io.ssouser.projections;

import org.jspecify.annotations.NullMarked;
