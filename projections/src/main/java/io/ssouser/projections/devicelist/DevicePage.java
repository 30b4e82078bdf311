package io.ssouser.projections.devicelist;

import java.util.List;

/**
 * One page of a user's devices.
 *
 * @param total devices on all pages
 */
public record DevicePage(List<Device> devices, long total) {}
