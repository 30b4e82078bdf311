/** The command line: one class a subcommand. */
@NullMarked
package io.ssouser.api.cli;

import org.jspecify.annotations.NullMarked;
