package io.ssouser.bench;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Axon's pooled processor, which a service reads with. */
final class PooledReader implements ScheduleReader {
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final PooledStreamingEventProcessor processor;

    /** Starts at once. */
    PooledReader(EventStore store) {
        this.processor = PooledStreamingEventProcessor.builder()
                .name("all")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new Handler(handled))
                        .build())
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(1)
                .batchSize(Trial.BATCH)
                .build();
        processor.start();
    }

    private record Handler(List<String> handled) {
        @EventHandler
        void on(String event) {
            handled.add(event);
        }
    }

    @Override
    public void readUntil(Predicate<String> found) {
        for (int i = 0; i < 4_000; i++) {
            if (handled.stream().anyMatch(found)) {
                return;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException("Nothing comes after " + handled);
    }

    @Override
    public List<String> read() {
        return handled;
    }

    @Override
    public void close() {
        processor.shutDown();
        threads.shutdownNow();
    }
}
