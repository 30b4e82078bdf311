package io.ssouser.app.start;

import io.ssouser.app.settings.SsoProperties;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/** Says, as the last line of a start, where the service is and where its data are. */
public final class ReadySign implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadySign.class);

    private final SsoProperties properties;

    public ReadySign(SsoProperties properties) {
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web) {
            LOG.info(
                    "Ready {} ms after the start, on port {}. The data are in {}",
                    ManagementFactory.getRuntimeMXBean().getUptime(),
                    web.getWebServer().getPort(),
                    whereTheDataAre());
        }
    }

    private Object whereTheDataAre() {
        return properties.store() == SsoProperties.Store.MONGODB
                ? "the database of SSO_MONGODB_URI"
                : properties.dataDir().toAbsolutePath().normalize();
    }
}
