package io.ssouser.api.device;

import io.ssouser.api.error.Problem;
import io.ssouser.api.error.RequestRefused;
import io.ssouser.domain.UserId;
import io.ssouser.projections.devicelist.FindDevices;
import io.ssouser.projections.devicelist.FindDevices.Sort;

/**
 * Which page of the device list is asked for. Clients and the reference server name the sort keys differently: both names are taken, and any
 * other sorts as if none was named, by last use, latest first.
 */
record DeviceListing(int page, int limit, Sort sort, boolean descending) {
    private static final int LAST_PAGE = 1_000_000;
    private static final int LARGEST_PAGE = 100;

    /** Clamps what is out of range, but refuses numbers below zero. */
    static DeviceListing of(int page, int limit, String sortBy, String sortOrder) {
        if (page < 0 || limit < 0) {
            throw new RequestRefused(Problem.badRequest("Invalid value for '" + (page < 0 ? "page" : "limit") + "'"));
        }
        int clampedPage = Math.min(Math.max(page, 1), LAST_PAGE);
        int clampedLimit = Math.min(Math.max(limit, 1), LARGEST_PAGE);
        boolean descending = "desc".equals(sortOrder);
        return switch (sortBy) {
            case "first_seen_at", "created_at" ->
                new DeviceListing(clampedPage, clampedLimit, Sort.FIRST_SEEN, descending);
            case "last_used_at", "last_seen_at" ->
                new DeviceListing(clampedPage, clampedLimit, Sort.LAST_USED, descending);
            case "device_name", "name" -> new DeviceListing(clampedPage, clampedLimit, Sort.NAME, descending);
            default -> new DeviceListing(clampedPage, clampedLimit, Sort.LAST_USED, true);
        };
    }

    FindDevices about(UserId user) {
        return new FindDevices(user, page, limit, sort, descending);
    }
}
