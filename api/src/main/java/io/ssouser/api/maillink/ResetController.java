package io.ssouser.api.maillink;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.route.Route;
import io.ssouser.application.recovery.ResetLinks;
import io.ssouser.domain.password.Password;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link for whoever forgot the password, for installations whose own pages do not have a form for a new one. */
@Route(access = PUBLIC, limit = AUTH, errors = PAGE)
@RestController
@RequestMapping("/reset-password")
public final class ResetController {
    private static final Page FORM = Page.titled("Choose a new password");
    private static final String SAVE = "Save";

    private final ResetLinks links;
    private final PasswordForm passwords;

    public ResetController(ResetLinks links, PasswordForm passwords) {
        this.links = links;
        this.passwords = passwords;
    }

    @GetMapping
    ResponseEntity<String> open(@RequestParam(defaultValue = "") String token) {
        links.look(token);
        return FORM.newPassword(SAVE).answer();
    }

    @PostMapping
    ResponseEntity<String> reset(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String password,
            HttpServletRequest request) {
        Page done = Page.titled("Password saved")
                .says(
                        "Everybody who was signed in to your account is signed out. Please sign in with your new password.");
        return passwords
                .submit(() -> links.reset(token, new Password(password)), done, FORM, SAVE, request)
                .answer();
    }
}
