package io.ssouser.api.maillink;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.route.Route;
import io.ssouser.application.emailchange.EmailChange;
import io.ssouser.domain.recovery.UndoneChange;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The links in the letters about a change of address. Whoever has the link is who is meant. */
@Route(access = PUBLIC, limit = AUTH, errors = PAGE)
@RestController
@RequestMapping("/auth")
public final class EmailChangeController {
    private final EmailChange change;

    public EmailChangeController(EmailChange change) {
        this.change = change;
    }

    @GetMapping("/confirm-email-change")
    ResponseEntity<String> openConfirmation(@RequestParam(defaultValue = "") String token) {
        change.lookAtConfirmation(token);
        return Page.titled("Confirm your new address")
                .says("Press the button, and your account uses this address from now on.")
                .button("Confirm")
                .answer();
    }

    @PostMapping("/confirm-email-change")
    ResponseEntity<String> confirm(@RequestParam(defaultValue = "") String token) {
        change.confirm(token);
        return Page.titled("Email Changed!")
                .says("From now on you sign in with this address.")
                .answer();
    }

    @GetMapping("/undo-email-change")
    ResponseEntity<String> openUndo(@RequestParam(defaultValue = "") String token) {
        change.lookAtUndo(token);
        return Page.titled("Was this not you?")
                .says("Your account keeps this e-mail address, or gets it back, and everybody who is signed in to it is"
                        + " signed out. What was added since the change was asked for is ended.")
                .button("It was not me")
                .answer();
    }

    @PostMapping("/undo-email-change")
    ResponseEntity<String> undo(@RequestParam(defaultValue = "") String token) {
        UndoneChange undone = change.undo(token);
        if (undone.freed()) {
            return Page.titled("Your address is free")
                    .says("The holder of the other address has proved that the account is theirs, so it stays with"
                            + " them.")
                    .says("Your own address is yours again. Please register anew with it, if you like.")
                    .answer();
        }
        Page restored = Page.titled("Email Restored!")
                .says("Your account has your address, and everybody is signed out. Please choose a new password now, by"
                        + " \"forgot password\" on the sign-in page.")
                .says("A password that was chosen since the change was asked for counts no more. A provider that you"
                        + " had linked before still opens your account.");
        return (undone.ended().isEmpty()
                        ? restored
                        : restored.says("This was added since the change was asked for, and is ended:")
                                .lists(undone.ended().lines()))
                .answer();
    }
}
