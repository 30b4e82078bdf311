@NullMarked
package io.ssouser.projections.store.mongodb;

import org.jspecify.annotations.NullMarked;
