package io.ssouser.eventstore.mongodb.token;

import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;

/** A segment of a processing group, and what is said when it cannot be had. */
record SegmentName(String processor, int segment) {

    UnableToClaimTokenException gone() {
        return new UnableToClaimTokenException(processor + " has no segment " + segment + " of that size");
    }

    UnableToClaimTokenException taken() {
        return new UnableToClaimTokenException(
                "Segment " + segment + " of " + processor + " is claimed by another node");
    }

    UnableToClaimTokenException lost() {
        return new UnableToClaimTokenException(
                "Segment " + segment + " of " + processor + " is no longer claimed by this node");
    }
}
