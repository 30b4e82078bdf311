/** Where the links of our mails lead. Opening one shows a page and changes nothing; only its form does, or the published client. */
@NullMarked
package io.ssouser.api.maillink;

import org.jspecify.annotations.NullMarked;
