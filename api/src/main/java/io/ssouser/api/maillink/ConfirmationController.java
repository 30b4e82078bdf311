package io.ssouser.api.maillink;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.page.PageRequests;
import io.ssouser.api.route.Route;
import io.ssouser.api.security.RegistrationCookie;
import io.ssouser.application.registration.EmailConfirmation;
import io.ssouser.domain.password.Password;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The link that confirms the address of a new user. It proves who reads the mail, not who typed a password: in a browser other than the one
 * that registered, the user's password is chosen here.
 */
@Route(access = PUBLIC, limit = AUTH, errors = PAGE)
@RestController
@RequestMapping("/auth/verify-email")
public final class ConfirmationController {
    private static final Page DONE = Page.titled("Email Verified!").says("You can sign in now.");
    private static final Page FORM = Page.titled("Confirm your address");
    private static final Page CHOOSE =
            FORM.says("Please choose the password of your account. Whatever was typed when somebody"
                    + " signed up with this address does not count.");
    private static final String CONFIRM = "Confirm";

    private final EmailConfirmation confirmation;
    private final RegistrationCookie browser;
    private final PasswordForm passwords;

    public ConfirmationController(EmailConfirmation confirmation, RegistrationCookie browser, PasswordForm passwords) {
        this.confirmation = confirmation;
        this.browser = browser;
        this.passwords = passwords;
    }

    /** The published client confirms by this very call (wire contract, section 11); it says that it sends JSON, as no browser does. */
    @GetMapping
    ResponseEntity<String> open(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        if (PageRequests.sendsJson(request) && HttpMethod.GET.matches(request.getMethod())) {
            confirmation.confirm(token);
            return DONE.answer();
        }
        boolean registeredHere = confirmation.look(token, browser.read(request).orElse(null));
        return registeredHere
                ? FORM.says("Press the button, and this address is confirmed as yours.")
                        .button(CONFIRM)
                        .answer()
                : CHOOSE.newPassword(CONFIRM).answer();
    }

    @PostMapping
    ResponseEntity<String> confirm(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(required = false) @Nullable String password,
            HttpServletRequest request) {
        Password chosen = password == null ? null : new Password(password);
        return passwords
                .submit(
                        () -> confirmation.confirm(token, browser.read(request).orElse(null), chosen),
                        DONE,
                        CHOOSE,
                        CONFIRM,
                        request)
                .answer();
    }
}
