package io.ssouser.eventstore.mongodb;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Threads of which one runs at a time: it goes on until it passes, and choices say to whom. So each schedule can be played again. */
final class Turns {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "turns");
        thread.setDaemon(true);
        return thread;
    });

    private final Choices choices;
    private final List<Semaphore> running = new ArrayList<>();
    private Semaphore now = new Semaphore(0);

    Turns(Choices choices) {
        this.choices = choices;
    }

    void play(List<Runnable> parts) {
        List<Future<?>> ends = new ArrayList<>();
        for (Runnable part : parts) {
            Semaphore turn = new Semaphore(0);
            running.add(turn);
            ends.add(THREADS.submit(() -> {
                turn.acquireUninterruptibly();
                try {
                    part.run();
                } finally {
                    running.remove(turn);
                    if (!running.isEmpty()) {
                        give(running.get(choices.of(running.size())));
                    }
                }
            }));
        }
        give(running.get(0));
        for (Future<?> end : ends) {
            try {
                end.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void give(Semaphore turn) {
        now = turn;
        turn.release();
    }

    /** Something may happen elsewhere here. Outside a play nothing does. */
    void pass() {
        if (running.isEmpty()) {
            return;
        }
        Semaphore mine = now;
        int chosen = choices.of(2 * running.size());
        if (chosen < running.size() || running.get(chosen - running.size()) == mine) {
            return;
        }
        give(running.get(chosen - running.size()));
        mine.acquireUninterruptibly();
    }
}
