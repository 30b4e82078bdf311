package io.ssouser.app.journey;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test whose subject no store decides: how requests are read and answers written, headers, pages, tokens, and rules on one user at a
 * time. The pass on MongoDB leaves it out, except with {@code mvn verify -Pfull}. Not for what is unique, done once, raced for, in order,
 * limited, revoked, queued, searched, replayed or erased.
 */
@Documented
@Tag("any-store")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnyStore {}
