/** All that is kept, behind its ports: the files of the embedded store, or the databases of a MongoDB deployment. */
@NullMarked
package io.ssouser.app.storage;

import org.jspecify.annotations.NullMarked;
