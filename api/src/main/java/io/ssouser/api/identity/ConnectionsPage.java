package io.ssouser.api.identity;

import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.route.Route;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a linking ends that named no application to return to. Shows nothing of what is in its address. */
@Route(access = PUBLIC)
@RestController
public final class ConnectionsPage {
    @GetMapping("/settings/connections")
    ResponseEntity<String> tell(@RequestParam(defaultValue = "") String status) {
        return Page.titled(status.equals("success") ? "Account linked" : "The account was not linked")
                .says("You can close this page and go back to your application.")
                .answer();
    }
}
