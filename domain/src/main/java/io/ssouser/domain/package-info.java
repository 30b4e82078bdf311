/** What every part of the domain says: refusals, stored names, personal data. */
@NullMarked
package io.ssouser.domain;

import org.jspecify.annotations.NullMarked;
