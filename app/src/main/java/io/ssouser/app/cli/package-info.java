/** The command line: one class a subcommand. */
@NullMarked
package io.ssouser.app.cli;

import org.jspecify.annotations.NullMarked;
