package io.ssouser.api.maillink;

import io.ssouser.api.page.Page;
import io.ssouser.api.page.PageRoutes;
import io.ssouser.application.registration.EmailConfirmation;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link that confirms the address of a new account. */
@RestController
@RequestMapping("/auth/verify-email")
public final class ConfirmationController {
    private final EmailConfirmation confirmation;

    public ConfirmationController(EmailConfirmation confirmation) {
        this.confirmation = confirmation;
    }

    /** The published client confirms by this very call (wire contract, section 11); it says that it sends JSON, as no browser does. */
    @GetMapping
    ResponseEntity<String> open(@RequestParam(defaultValue = "") String token, HttpServletRequest request) {
        if (PageRoutes.sendsJson(request) && HttpMethod.GET.matches(request.getMethod())) {
            return confirm(token);
        }
        confirmation.look(token);
        return Page.titled("Confirm your address")
                .says("Press the button, and this address is confirmed as yours.")
                .button("Confirm")
                .answer();
    }

    @PostMapping
    ResponseEntity<String> confirm(@RequestParam(defaultValue = "") String token) {
        confirmation.confirm(token);
        return Page.titled("Email Verified!").says("You can sign in now.").answer();
    }
}
