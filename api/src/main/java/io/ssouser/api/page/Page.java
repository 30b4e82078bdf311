package io.ssouser.api.page;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * A page for a person, made on the server: a title, sentences, and forms that post. Every text is escaped. The page runs no script, loads
 * nothing, is kept by no cache, and no other page is told its address, which holds the token of a link.
 *
 * @param content the HTML below the title
 */
public record Page(int status, String title, String content) {
    public static final String TYPE = "text/html;charset=UTF-8";

    private static final String POLICY = "Content-Security-Policy";

    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;color:#1c1c1c;background:#fff}
            input,button{font:inherit;padding:.5rem .75rem;margin:.5rem 0}input{display:block;width:100%;box-sizing:border-box}
            [role=alert]{font-weight:bold}""";

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title><style>%2$s</style></head>
            <body><h1>%1$s</h1>%3$s</body>
            </html>
            """;

    /** A form posts to the page's own address; browsers then name the origin {@code null}, because nobody is told that address. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control",
            "no-store",
            "Referrer-Policy",
            "no-referrer",
            POLICY,
            "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                    + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

    public static Page titled(String title) {
        return new Page(HttpStatus.OK.value(), title, "");
    }

    /** The same page as the answer to what went wrong. */
    public Page status(int other) {
        return new Page(other, title, content);
    }

    public Page says(String sentence) {
        return with("<p>" + HtmlUtils.htmlEscape(sentence) + "</p>");
    }

    /** What keeps the form before it from being done. */
    public Page warns(String sentence) {
        return with("<p role=\"alert\">" + HtmlUtils.htmlEscape(sentence) + "</p>");
    }

    public Page lists(Iterable<String> items) {
        StringBuilder list = new StringBuilder("<ul>");
        items.forEach(
                item -> list.append("<li>").append(HtmlUtils.htmlEscape(item)).append("</li>"));
        return with(list.append("</ul>").toString());
    }

    /** A button that posts to the page's own address. */
    public Page button(String label) {
        return with("<form method=\"post\">" + submit(label) + "</form>");
    }

    /** A form that posts a new password as {@code password} to the page's own address. */
    public Page newPassword(String label) {
        return with("<form method=\"post\"><label>New password <input name=\"password\" type=\"password\""
                + " autocomplete=\"new-password\" required></label>" + submit(label) + "</form>");
    }

    /** A way to another page. */
    public Page link(URI address, String label) {
        return with("<p><a href=\"%s\">%s</a></p>"
                .formatted(HtmlUtils.htmlEscape(address.toString()), HtmlUtils.htmlEscape(label)));
    }

    /**
     * A form that posts a one-time code as {@code code}.
     *
     * @param action relative to the page's own address
     * @param kept values that it brings back, by name
     */
    public Page code(String action, Map<String, String> kept, String label) {
        return with(form(action, kept) + "<label>Code <input name=\"code\" autocomplete=\"one-time-code\""
                + " autocapitalize=\"characters\" required></label>" + submit(label) + "</form>");
    }

    /**
     * A form that posts to another address.
     *
     * @param action relative to the page's own address
     * @param kept values that it brings back, by name
     * @param answers the labels of its buttons by what each sends as {@code answer}
     */
    public Page question(String action, Map<String, String> kept, Map<String, String> answers) {
        StringBuilder form = new StringBuilder(form(action, kept));
        answers.forEach((value, label) -> form.append("<button name=\"answer\" value=\"%s\">%s</button> "
                .formatted(HtmlUtils.htmlEscape(value), HtmlUtils.htmlEscape(label))));
        return with(form.append("</form>").toString());
    }

    /** What every answer with a page carries. */
    public static Map<String, String> headers() {
        return HEADERS;
    }

    public String html() {
        return HTML.formatted(HtmlUtils.htmlEscape(title), STYLE, content);
    }

    public ResponseEntity<String> answer() {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header("Content-Type", TYPE);
        HEADERS.forEach((name, value) -> answer.header(name, value));
        return answer.body(html());
    }

    /** The answer with a page whose form leads on to another origin, which browsers follow only where the page says so. */
    public ResponseEntity<String> answerLeadingTo(URI address, String... cookies) {
        String policy = String.valueOf(HEADERS.get(POLICY))
                .replace(
                        "form-action 'self'",
                        "form-action 'self' " + address.getScheme() + "://" + address.getAuthority());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header("Content-Type", TYPE);
        HEADERS.forEach((name, value) -> answer.header(name, name.equals(POLICY) ? policy : value));
        return answer.header(HttpHeaders.SET_COOKIE, cookies).body(html());
    }

    private static String form(String action, Map<String, String> kept) {
        StringBuilder form =
                new StringBuilder("<form method=\"post\" action=\"" + HtmlUtils.htmlEscape(action) + "\">");
        kept.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                .formatted(HtmlUtils.htmlEscape(name), HtmlUtils.htmlEscape(value))));
        return form.toString();
    }

    private static String submit(String label) {
        return "<button>" + HtmlUtils.htmlEscape(label) + "</button>";
    }

    private Page with(String more) {
        return new Page(status, title, content + more);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
