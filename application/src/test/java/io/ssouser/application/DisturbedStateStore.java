package io.ssouser.application;

import io.ssouser.eventstore.state.StateCollection;
import io.ssouser.eventstore.state.StateSchema;
import io.ssouser.eventstore.state.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A store to which something happens between two calls: whoever looks on is told the name of each method of {@link StateCollection} before or
 * after it is called.
 */
public record DisturbedStateStore(StateStore real, Consumer<String> before, Consumer<String> after)
        implements StateStore {
    /** A store in which that happens after each call of the method. */
    public static StateStore after(StateStore real, String method, Runnable meanwhile) {
        return new DisturbedStateStore(real, called -> {}, called -> {
            if (called.equals(method)) {
                meanwhile.run();
            }
        });
    }

    @Override
    public StateCollection collection(StateSchema schema) {
        return disturbed(real.collection(schema));
    }

    private StateCollection disturbed(StateCollection collection) {
        return (StateCollection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateCollection.class}, (proxy, method, given) -> {
                    if (method.getName().equals("claims")) {
                        return disturbed(collection.claims());
                    }
                    before.accept(method.getName());
                    Object answer;
                    try {
                        answer = method.invoke(collection, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    after.accept(method.getName());
                    return answer;
                });
    }

    @Override
    public <T> T together(Supplier<T> writes) {
        return real.together(writes);
    }
}
