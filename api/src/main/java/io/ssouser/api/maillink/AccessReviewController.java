package io.ssouser.api.maillink;

import static io.ssouser.api.route.Route.ErrorForm.PAGE;
import static io.ssouser.api.route.Route.RateLimit.AUTH;
import static io.ssouser.api.route.Route.RouteAccess.PUBLIC;

import io.ssouser.api.page.Page;
import io.ssouser.api.route.Route;
import io.ssouser.application.recovery.AccessReview;
import io.ssouser.domain.recovery.WaysIn;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The link in the letter about a reset of the password: the user's other ways in, and a button that ends all of them. */
@Route(access = PUBLIC, limit = AUTH, errors = PAGE)
@RestController
@RequestMapping("/auth/review-access")
public final class AccessReviewController {
    private static final Page ALONE = Page.titled("Your password alone opens your account");
    private static final Page NOTHING = ALONE.says("There is nothing else to end.");

    private final AccessReview review;

    public AccessReviewController(AccessReview review) {
        this.review = review;
    }

    @GetMapping
    ResponseEntity<String> open(@RequestParam(defaultValue = "") String token) {
        WaysIn left = review.look(token);
        if (left.isEmpty()) {
            return NOTHING.answer();
        }
        return Page.titled("Do you know all of this?")
                .says("Beside your password, this opens your account or helps to:")
                .lists(left.lines())
                .says("If you do not, end all of it. Every device is signed out. You can link or switch on again"
                        + " what is yours.")
                .button("End all of it")
                .answer();
    }

    @PostMapping
    ResponseEntity<String> end(@RequestParam(defaultValue = "") String token) {
        WaysIn ended = review.clear(token);
        return ended.isEmpty()
                ? NOTHING.answer()
                : ALONE.says("Everybody is signed out, and this was ended:")
                        .lists(ended.lines())
                        .answer();
    }
}
