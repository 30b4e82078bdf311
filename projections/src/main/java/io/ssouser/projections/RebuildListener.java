package io.ssouser.projections;

/** Is told how a rebuild goes, on the thread that asked for it. */
@FunctionalInterface
public interface RebuildListener {
    /**
     * @param events applied or parked so far
     * @param of how many there were when the rebuild began
     */
    void rebuilt(long events, long of);
}
