package io.ssouser.api.http;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a linking ends that named no application to return to. Shows nothing of what is in its address. */
@RestController
public final class ConnectionsPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body><h1>%1$s</h1><p>You can close this page and go back to your application.</p></body>
            </html>
            """;

    @GetMapping("/settings/connections")
    ResponseEntity<String> tell(@RequestParam(defaultValue = "") String status) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(PAGE.formatted(status.equals("success") ? "Account linked" : "The account was not linked"));
    }
}
