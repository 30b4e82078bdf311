package io.ssouser.application.identity.oauth;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer up to a limit; at the first byte beyond it the connection is dropped. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
    private long left;
    private @Nullable Subscription source;

    BoundedBody(long mostBytes) {
        this.left = mostBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        whole.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        left -= bytes.stream().mapToLong(ByteBuffer::remaining).sum();
        if (left >= 0) {
            whole.onNext(bytes);
            return;
        }
        if (source != null) {
            source.cancel();
        }
        whole.onError(new IOException("The answer is too long"));
    }

    @Override
    public void onError(Throwable failure) {
        whole.onError(failure);
    }

    @Override
    public void onComplete() {
        whole.onComplete();
    }
}
