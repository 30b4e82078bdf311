package io.ssouser.api.maillink;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.DeviceCookie;
import io.ssouser.application.admission.BrowserAdmissions;
import io.ssouser.application.admission.BrowserAdmissions.Admitted;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link that admits one new browser of a person who is locked out by strangers' wrong passwords. */
@Route(access = PUBLIC, limit = AUTH, errors = PAGE)
@RestController
@RequestMapping("/auth/admit-browser")
public final class BrowserAdmissionController {
    private final BrowserAdmissions admissions;
    private final DeviceCookie devices;

    public BrowserAdmissionController(BrowserAdmissions admissions, DeviceCookie devices) {
        this.admissions = admissions;
        this.devices = devices;
    }

    @GetMapping
    ResponseEntity<String> open(@RequestParam(defaultValue = "") String token) {
        admissions.look(token);
        return Page.titled("Sign in with this browser")
                .says("Press the button in the browser that you want to sign in with.")
                .button("Let this browser in")
                .answer();
    }

    @PostMapping
    ResponseEntity<String> admit(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        Admitted admitted = admissions.admit(token);
        ResponseEntity<String> page = Page.titled("This browser is let in")
                .says("You can sign in with it now, within the next hour. You still need your password.")
                .answer();
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header(
                        HttpHeaders.SET_COOKIE,
                        devices.issue(request, admitted.userId(), admitted.deviceId())
                                .toString())
                .body(page.getBody());
    }
}
