/** Measurements: ratios within one run, never alone. */
@NullMarked
package io.ssouser.bench;

import org.jspecify.annotations.NullMarked;
