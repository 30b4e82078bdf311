/** The REST API: one package a resource, and what all of them share. */
@NullMarked
package io.ssouser.api;

import org.jspecify.annotations.NullMarked;
