package io.ssouser.api.command;

import io.ssouser.domain.Provenance;
import io.ssouser.domain.subscription.SubscriptionCommand;
import io.ssouser.domain.user.UserCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Gives every event the provenance of the command behind it: what the command carried, the user it was for, the message that caused it and
 * the first one of the chain.
 */
public final class ProvenanceOfEvents implements CorrelationDataProvider {
    private static final List<String> INHERITED = List.of(
            Provenance.ACTOR,
            Provenance.SUBJECT,
            Provenance.SESSION,
            Provenance.DEVICE,
            Provenance.REQUEST,
            Provenance.IP,
            Provenance.USER_AGENT);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, Object> data = new HashMap<>();
        for (String key : INHERITED) {
            Object value = message.getMetaData().get(key);
            if (value != null) {
                data.put(key, value);
            }
        }
        if (message.getPayload() instanceof UserCommand<?> command) {
            data.put(Provenance.SUBJECT, command.userId().value());
        }
        if (message.getPayload() instanceof SubscriptionCommand command) {
            data.put(Provenance.SUBJECT, command.userId().value());
        }
        data.putIfAbsent(Provenance.ACTOR, "system");
        data.put(Provenance.CAUSATION, message.getIdentifier());
        data.put(
                Provenance.CORRELATION,
                message.getMetaData().getOrDefault(Provenance.CORRELATION, message.getIdentifier()));
        return data;
    }
}
