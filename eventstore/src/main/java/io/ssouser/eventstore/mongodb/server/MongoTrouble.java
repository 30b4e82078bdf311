package io.ssouser.eventstore.mongodb.server;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.WriteConcernError;
import io.ssouser.eventstore.log.StoreRefused;
import io.ssouser.eventstore.log.StoreUnavailable;
import java.util.function.Predicate;

/**
 * Tells a server that cannot answer now from one that never will.
 *
 * @param setting that names the server, for whoever has to mend it
 */
public record MongoTrouble(String setting) {

    /** @param what was to be done, as "Reading a session" */
    public RuntimeException of(String what, MongoException failure) {
        if (failure instanceof MongoIncompatibleDriverException) {
            return new StoreRefused(what + ": " + failure.getMessage(), failure);
        }
        if (failure instanceof MongoSecurityException) {
            return atSignIn(what, failure);
        }
        if (failure instanceof MongoBulkWriteException bulk) {
            return of(what, bulk);
        }
        if (failure instanceof MongoServerException) {
            return said(what, failure.getCode(), failure.getMessage(), failure::hasErrorLabel, failure);
        }
        String message = what + ": " + failure.getMessage();
        return failure instanceof MongoConfigurationException || failure instanceof MongoInternalException
                ? new IllegalStateException(message, failure)
                : new StoreUnavailable(message, failure);
    }

    /** Signing in is also where a connection breaks off, and where a server says that it shuts down. */
    private RuntimeException atSignIn(String what, MongoException failure) {
        boolean mayPass = failure.getCause() instanceof MongoSocketException
                || failure.getCause() instanceof MongoServerException said
                        && ServerErrors.mayPass(said.getCode(), said::hasErrorLabel);
        return mayPass
                ? new StoreUnavailable(what + ": the server broke off the sign-in", failure)
                : notSignedIn(what, failure);
    }

    private RuntimeException notSignedIn(String what, MongoException failure) {
        return new StoreRefused(what + ": the server does not accept the name or password of " + setting, failure);
    }

    /**
     * Of a write of several documents. When no majority has acknowledged it, any of them may be in; otherwise the first that broke no unique
     * index says why.
     */
    private RuntimeException of(String what, MongoBulkWriteException failure) {
        WriteConcernError unsure = failure.getWriteConcernError();
        if (unsure != null) {
            return new StoreUnavailable(
                    what + ": no majority has acknowledged the write: " + unsure.getMessage(), failure);
        }
        return failure.getWriteErrors().stream()
                .filter(error -> error.getCategory() != ErrorCategory.DUPLICATE_KEY)
                .findFirst()
                .map(error -> of(what, error, failure))
                .orElseGet(() -> new IllegalStateException(what + ": " + failure.getMessage(), failure));
    }

    private RuntimeException of(String what, BulkWriteError error, MongoBulkWriteException failure) {
        return said(what, error.getCode(), error.getMessage(), failure::hasErrorLabel, failure);
    }

    private RuntimeException said(
            String what, int code, String sentence, Predicate<String> hasLabel, MongoException failure) {
        String message = what + ": " + sentence;
        if (ServerErrors.NOT_SIGNED_IN.containsKey(code)) {
            return notSignedIn(what, failure);
        }
        if (ServerErrors.NOT_PERMITTED.containsKey(code)) {
            return new StoreRefused(
                    message + ". The user of " + setting + " needs the role readWrite on its database.", failure);
        }
        if (ServerErrors.REFUSED.containsKey(code)) {
            return new StoreRefused(message, failure);
        }
        return ServerErrors.mayPass(code, hasLabel)
                ? new StoreUnavailable(message, failure)
                : new IllegalStateException(message, failure);
    }
}
