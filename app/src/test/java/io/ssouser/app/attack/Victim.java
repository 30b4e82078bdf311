package io.ssouser.app.attack;

import io.ssouser.app.journey.Accounts;
import io.ssouser.app.journey.Authenticator;
import io.ssouser.app.journey.Browser;
import io.ssouser.app.journey.Browser.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A user under attack, and the person's own browser, signed in. */
record Victim(String email, String id, Browser browser, Accounts accounts) {

    static Victim named(String name) {
        return named(name, Target.ACCOUNTS);
    }

    static Victim named(String name, Accounts accounts) {
        String email = Accounts.address(name);
        accounts.confirmed(email);
        Browser browser = accounts.signedIn(email);
        return new Victim(email, browser.get("/api/user").text("id"), browser, accounts);
    }

    List<String> facts() {
        return Target.factsOf(id, accounts.service());
    }

    long count(String fact) {
        return facts().stream().filter(fact::equals).count();
    }

    /** What the owner's own trail says under that name in each event of the type, the oldest first. */
    List<String> details(String type, String name) {
        List<String> told = new ArrayList<>();
        browser.get("/api/user/audit?limit=500&type=" + type)
                .json()
                .get("events")
                .forEach(event -> told.add(event.get("details").get(name).asString()));
        Collections.reverse(told);
        return told;
    }

    String device() {
        return browser.get("/api/user/devices")
                .json()
                .get("devices")
                .get(0)
                .get("id")
                .asString();
    }

    /** Signs in with the password from a browser of its own, as far as the second factor. */
    Challenge challenge() {
        Browser stranger = accounts.service().browser();
        return new Challenge(stranger, stranger.login(email, Accounts.PASSWORD).text("access_token"));
    }

    /** A sign-in that waits for its second factor. */
    record Challenge(Browser browser, String preauthToken) {
        Reply answer(String code) {
            return browser.post("/api/auth/mfa/verify", Map.of("preauth_token", preauthToken, "code", code));
        }
    }

    /** Turns the second factor on. */
    Authenticator secondFactor() {
        return accounts.secondFactor(browser);
    }
}
