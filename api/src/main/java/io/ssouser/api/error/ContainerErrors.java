package io.ssouser.api.error;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * Gives the envelope also to requests that Tomcat refuses before any filter sees them: broken request lines, illegal or encoded
 * characters in the path. Comes last of the customizers, so that its valve is the innermost and answers first.
 */
public final class ContainerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final ErrorWriter errors;

    public ContainerErrors(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(EnvelopeValve.class.getName());
            host.getPipeline().addValve(new EnvelopeValve(errors));
        });
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static final class EnvelopeValve extends ErrorReportValve {
        private final ErrorWriter errors;

        EnvelopeValve(ErrorWriter errors) {
            this.errors = errors;
        }

        @Override
        protected void report(Request request, Response response, Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                errors.write(request, response, Problem.ofStatus(response.getStatus()));
                response.finishResponse();
            } catch (IOException clientIsGone) {
                container.getLogger().debug("The client left before its error was told", clientIsGone);
            }
        }
    }
}
