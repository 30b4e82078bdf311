/** How an account ends: what it claimed is set free, and the key to its personal values is destroyed. */
@NullMarked
package io.ssouser.application.erasure;

import org.jspecify.annotations.NullMarked;
