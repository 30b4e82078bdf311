package io.ssouser.api.connections;

import java.util.ArrayDeque;
import java.util.Deque;

/** How many requests are worked on at once; the others wait without a thread. What says how the service is waits for none of them. */
final class Bulkhead {
    private final int mostAtWork;
    private final int mostWaiting;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int atWork;

    Bulkhead(int mostAtWork, int mostWaiting) {
        this.mostAtWork = mostAtWork;
        this.mostWaiting = mostWaiting;
    }

    /** Whoever waits. */
    interface Turn {
        /** Begins the work on another thread; false when nobody waits any more. */
        boolean begin();
    }

    /** Whether the caller may begin now, and has to {@link #leave} afterwards. */
    synchronized boolean enter() {
        if (atWork >= mostAtWork) {
            return false;
        }
        atWork++;
        return true;
    }

    /** Has the turn begun when somebody leaves; false when too many wait already. */
    synchronized boolean await(Turn turn) {
        if (waiting.size() >= mostWaiting) {
            return false;
        }
        if (atWork < mostAtWork && turn.begin()) {
            atWork++;
        } else {
            waiting.add(turn);
        }
        return true;
    }

    synchronized void leave() {
        for (Turn next = waiting.poll(); next != null; next = waiting.poll()) {
            if (next.begin()) {
                return;
            }
        }
        atWork--;
    }
}
