package io.ssouser.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and revision under which an event stands in the log. It outlives the class: rename the class, never this. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredAs {
    /** {@code aggregate.fact}, lower case with dashes. */
    String value();

    /** From 1; raised with every change of the event's shape. */
    int revision() default 1;
}
