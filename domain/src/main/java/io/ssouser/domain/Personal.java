package io.ssouser.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is personal: a component of an event, encrypted on its own with the key of the event's user before it is
 * stored; or a whole state, encrypted as one. After the user's erasure a marked component reads as {@code null}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Personal {}
