package io.ssouser.projections.devicelist;

import java.util.List;

/**
 * One page of an account's devices.
 *
 * @param total devices on all pages
 */
public record DevicePage(List<Device> devices, long total) {}
