package io.ssouser.eventstore.mongodb;

import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInternalException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import io.ssouser.eventstore.StoreRefused;
import io.ssouser.eventstore.StoreUnavailable;
import java.util.Set;

/** Tells a server that cannot answer now from one that never will. */
final class MongoTrouble {
    /**
     * Unauthorized, and what managed services say in its place: AtlasError. Numbers of
     * https://www.mongodb.com/docs/manual/reference/error-codes/
     */
    private static final Set<Integer> NOT_PERMITTED = Set.of(13, 8000);

    /**
     * HostUnreachable, HostNotFound, ExceededTimeLimit of an operation, WriteConcernFailed and its time-out, NetworkTimeout, shutdown,
     * ReadConcernMajorityNotAvailableYet, stepping down, ExceededTimeLimit, no primary, recovering, interruptions.
     */
    private static final Set<Integer> PASSING = Set.of(
            6, 7, 50, 64, 75, 89, 91, 112, 134, 189, 202, 262, 9001, 10058, 10107, 11600, 11602, 13388, 13435, 13436);

    private MongoTrouble() {}

    /** @param what was to be done, as "Reading a session" */
    static RuntimeException of(String what, MongoException failure) {
        String message = what + ": " + failure.getMessage();
        if (failure instanceof MongoIncompatibleDriverException) {
            return new StoreRefused(message, failure);
        }
        // Signing in is also where a connection breaks off.
        if (failure instanceof MongoSecurityException && !(failure.getCause() instanceof MongoSocketException)) {
            return new StoreRefused(
                    what + ": the server does not accept the name or password of SSO_MONGODB_URI", failure);
        }
        if (NOT_PERMITTED.contains(failure.getCode())) {
            return new StoreRefused(
                    message + ". The user of SSO_MONGODB_URI needs the role readWrite on its database.", failure);
        }
        return mayPass(failure) ? new StoreUnavailable(message, failure) : new IllegalStateException(message, failure);
    }

    /** Whatever got no answer may get one later: sockets, pools, elections. */
    private static boolean mayPass(MongoException failure) {
        if (failure instanceof MongoServerException) {
            return PASSING.contains(failure.getCode()) || failure.hasErrorLabel("RetryableWriteError");
        }
        return !(failure instanceof MongoConfigurationException || failure instanceof MongoInternalException);
    }
}
