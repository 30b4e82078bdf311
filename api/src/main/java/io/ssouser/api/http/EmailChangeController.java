package io.ssouser.api.http;

import io.ssouser.application.emailchange.EmailChange;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The links in the letters about a change of address, for people in their browsers. Whoever has the link is who is meant. */
@RestController
@RequestMapping("/auth")
public final class EmailChangeController {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body><h1>%1$s</h1>%2$s</body>
            </html>
            """;

    private final EmailChange change;

    public EmailChangeController(EmailChange change) {
        this.change = change;
    }

    @GetMapping("/confirm-email-change")
    ResponseEntity<String> confirm(@RequestParam(defaultValue = "") String token) {
        change.confirm(token);
        return page("Email Changed!", "<p>From now on you sign in with this address.</p>");
    }

    /** A scanner that only looks whether the link is alive must not use it up. */
    @RequestMapping(path = "/confirm-email-change", method = RequestMethod.HEAD)
    ResponseEntity<Void> look() {
        return ResponseEntity.ok().build();
    }

    /** Only asks: a scanner that follows the links of a mail must not undo what the owner did. The form goes to this page's own address. */
    @GetMapping("/undo-email-change")
    ResponseEntity<String> ask(@RequestParam(defaultValue = "") String token) {
        change.look(token);
        return page(
                "Was this not you?",
                "<p>Your account keeps this e-mail address, or gets it back, and everybody who is signed in to it is signed"
                        + " out.</p><form method=\"post\"><button>It was not me</button></form>");
    }

    @PostMapping("/undo-email-change")
    ResponseEntity<String> undo(@RequestParam(defaultValue = "") String token) {
        change.undo(token);
        return page(
                "Email Restored!",
                "<p>Your account has your address, and everybody is signed out. Please choose a new password now.</p>");
    }

    /** The page's address is a secret, so it is told to no other. */
    private static ResponseEntity<String> page(String title, String text) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .body(PAGE.formatted(title, text));
    }
}
