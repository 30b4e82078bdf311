package io.ssouser.application.identity.oauth;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How this service speaks to providers: answers that come late, are too long, or lead elsewhere are none. Holds nothing while it waits.
 */
public final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** From the first byte sent to the last byte read. A person waits meanwhile. */
    private static final Duration WHOLE = Duration.ofSeconds(10);

    /** The largest answer that is expected, the key set of a large provider, has some 10 KB. */
    private static final int MOST_BYTES = 256 * 1024;

    /** The JDK's client makes them itself. */
    private static final Set<String> NOT_TO_BE_SET = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NOT_TO_BE_SET.addAll(Set.of("Connection", "Content-Length", "Expect", "Host", "Upgrade"));
    }

    private final Duration whole;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public ProviderHttp() {
        this(WHOLE);
    }

    ProviderHttp(Duration whole) {
        this.whole = whole;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getURI())
                .method(
                        request.getMethod().name(),
                        request.getBody() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(request.getBody()));
        request.getHeaderMap().forEach((name, values) -> {
            if (!NOT_TO_BE_SET.contains(name)) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = whole(builder);
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        HttpResponse<byte[]> answer = whole(HttpRequest.newBuilder(URI.create(url.toString())));
        if (answer.statusCode() != 200) {
            throw new IOException("Answered " + answer.statusCode());
        }
        return new Resource(
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.headers().firstValue("Content-Type").orElse(null));
    }

    private HttpResponse<byte[]> whole(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.header("User-Agent", "sso-user").build(), head -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(whole.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("No whole answer within " + whole, e);
        } catch (ExecutionException e) {
            throw new IOException("No answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }
}
