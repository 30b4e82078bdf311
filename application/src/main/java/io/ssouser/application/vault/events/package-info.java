/** Events as bytes: their names, their JSON, and the encryption of what is personal in them. */
@NullMarked
package io.ssouser.application.vault.events;

import org.jspecify.annotations.NullMarked;
