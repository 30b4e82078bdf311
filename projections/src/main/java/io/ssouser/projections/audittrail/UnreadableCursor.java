package io.ssouser.projections.audittrail;

/** A cursor that no page gave. Nothing was read. */
public class UnreadableCursor extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnreadableCursor() {
        super("The cursor is not one that a page gave");
    }
}
