/** What a request costs: our service beside a bare Spring Boot answer, each in a process of its own, in turns within one run. */
@NullMarked
package io.ssouser.bench.http;

import org.jspecify.annotations.NullMarked;
