package io.ssouser.eventstore.mongodb.server;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the numbers and labels of a server's errors mean to whoever met them. Numbers of {@code src/mongo/base/error_codes.yml} in MongoDB's
 * source, names as there.
 */
public final class ServerErrors {
    /** The same call may succeed later, and nobody has to do anything in the service for it. */
    static final Map<Integer, String> PASSING = Map.ofEntries(
            entry(6, "HostUnreachable"),
            entry(7, "HostNotFound"),
            entry(24, "LockTimeout"),
            entry(43, "CursorNotFound"),
            entry(46, "LockBusy"),
            entry(50, "MaxTimeMSExpired"),
            entry(63, "StaleShardVersion"),
            entry(64, "WriteConcernTimeout"),
            entry(75, "WriteConcernLegacyOK"),
            entry(89, "NetworkTimeout"),
            entry(91, "ShutdownInProgress"),
            entry(94, "NotYetInitialized"),
            entry(100, "UnsatisfiableWriteConcern"),
            entry(107, "LockFailed"),
            entry(109, "ConfigurationInProgress"),
            entry(112, "WriteConflict"),
            entry(117, "ConflictingOperationInProgress"),
            entry(133, "FailedToSatisfyReadPreference"),
            entry(134, "ReadConcernMajorityNotAvailableYet"),
            entry(149, "NoConfigPrimary"),
            entry(150, "StaleEpoch"),
            entry(175, "QueryPlanKilled"),
            entry(189, "PrimarySteppedDown"),
            entry(202, "NetworkInterfaceExceededTimeLimit"),
            entry(203, "ShardingStateNotInitialized"),
            entry(206, "NoSuchSession"),
            entry(208, "TooManyLocks"),
            entry(211, "KeyNotFound"),
            entry(215, "DatabaseDropPending"),
            entry(216, "ElectionInProgress"),
            entry(237, "CursorKilled"),
            entry(239, "SnapshotTooOld"),
            entry(246, "SnapshotUnavailable"),
            entry(249, "StaleDbVersion"),
            entry(250, "StaleChunkHistory"),
            entry(261, "TooManyLogicalSessions"),
            entry(262, "ExceededTimeLimit"),
            entry(264, "TooManyFilesOpen"),
            entry(272, "MigrationConflict"),
            entry(276, "IndexBuildAborted"),
            entry(279, "ClientDisconnect"),
            entry(285, "IndexBuildAlreadyInProgress"),
            entry(303, "SplitHorizonChange"),
            entry(308, "CurrentConfigNotCommittedYet"),
            entry(314, "ObjectIsBusy"),
            entry(317, "ConnectionPoolExpired"),
            entry(319, "MovePrimaryInProgress"),
            entry(343, "ShardCannotRefreshDueToLocksHeld"),
            entry(355, "InterruptedDueToStorageChange"),
            entry(365, "TemporarilyUnavailable"),
            entry(371, "UserWritesBlocked"),
            entry(384, "ConnectionError"),
            entry(391, "ReauthenticationRequired"),
            entry(402, "ResourceExhausted"),
            entry(407, "PooledConnectionAcquisitionExceededTimeLimit"),
            entry(433, "AdmissionQueueOverflow"),
            entry(449, "RateLimitExceeded"),
            entry(450, "PooledConnectionAcquisitionRejected"),
            entry(453, "InterruptedDueToReshardingCriticalSection"),
            entry(462, "IngressRequestRateLimitExceeded"),
            entry(9001, "SocketException"),
            entry(10058, "LegacyNotPrimary"),
            entry(10107, "NotWritablePrimary"),
            entry(11600, "InterruptedAtShutdown"),
            entry(11601, "Interrupted"),
            entry(11602, "InterruptedDueToReplStateChange"),
            entry(12586, "BackgroundOperationInProgressForDatabase"),
            entry(12587, "BackgroundOperationInProgressForNamespace"),
            entry(13388, "StaleConfig"),
            entry(13435, "NotPrimaryNoSecondaryOk"),
            entry(13436, "NotPrimaryOrSecondary"),
            entry(14031, "OutOfDiskSpace"),
            entry(46841, "ClientMarkedKilled"),
            entry(56846, "ConfigServerUnreachable"),
            entry(91331, "RetriableRemoteCommandFailure"),
            entry(10045600, "InterruptedDueToFCVChange"));

    /** Whatever the number: the driver's specifications of retries and of overload. */
    static final List<String> PASSING_LABELS = List.of(
            "RetryableWriteError",
            "RetryableError",
            "SystemOverloadedError",
            "TransientTransactionError",
            "ResumableChangeStreamError");

    /** A person must change the name, the password or the way to sign in. */
    static final Map<Integer, String> NOT_SIGNED_IN =
            Map.of(11, "UserNotFound", 18, "AuthenticationFailed", 334, "MechanismUnavailable");

    /** A person must give a role. */
    static final Map<Integer, String> NOT_PERMITTED = Map.of(13, "Unauthorized", 31, "RoleNotFound");

    /**
     * A person must act, and the server's sentence says how: Atlas has one number for passwords, roles and quotas, and servers of other
     * makers say what they lack.
     */
    static final Map<Integer, String> REFUSED = Map.of(
            115, "CommandNotSupported",
            148, "ReadConcernMajorityNotEnabled",
            238, "NotImplemented",
            323, "APIStrictError",
            8000, "AtlasError");

    /** What an index in the way of another is answered with; the last when it is the documents that are. */
    public static final Set<Integer> INDEX_CONFLICTS = Set.of(67, 85, 86, 11000);

    public static final int NAMESPACE_EXISTS = 48;

    private ServerErrors() {}

    /** @param hasLabel whether the error has the label */
    static boolean mayPass(int code, Predicate<String> hasLabel) {
        return PASSING.containsKey(code) || PASSING_LABELS.stream().anyMatch(hasLabel);
    }
}
