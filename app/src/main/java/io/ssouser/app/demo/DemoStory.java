package io.ssouser.app.demo;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.ssouser.app.start.ServiceProcess;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import tools.jackson.databind.JsonNode;

/** Ada's day as a user, by the means of an application: nothing but HTTP, her mailbox and her authenticator. */
final class DemoStory implements AutoCloseable {
    static final String ADA = "ada@example.org";

    private static final String FIRST = "a tall ship and a star";
    private static final String SECOND = "to steer her by, at dawn";

    private final Path data;
    private final Supplier<ServiceProcess> starter;
    private final PrintWriter out;
    private ServiceProcess service;
    private DemoClient ada;

    DemoStory(Path data, Supplier<ServiceProcess> starter, PrintWriter out) {
        this.data = data;
        this.starter = starter;
        this.out = out;
        this.service = start();
        this.ada = new DemoClient(service.base(), out);
    }

    void tell() {
        registers();
        String phone = signsInTwice();
        changesThePassword();
        JsonNode sheet = turnsOnTheSecondFactor();
        String tablet = signsInWithABackupCode(sheet.get("backup_codes").get(0).asString());
        revokes(phone, tablet);
        readsTheTrail();
        survivesTheKill();
    }

    private void registers() {
        ada.say("Ada registers, and follows the link in her mail");
        ada.post("/api/auth/register", Map.of("email", ADA, "password", FIRST)).is(200);
        ada.post("/api/auth/login", Map.of("email", ADA, "password", FIRST)).is(401);
        ada.get(linkInTheMail()).is(200);
    }

    private String signsInTwice() {
        ada.say("She signs in on her phone, then on her laptop, and names the laptop");
        DemoClient phone = new DemoClient(service.base(), out);
        phone.signIn(phone.post("/api/auth/login", Map.of("email", ADA, "password", FIRST))
                .is(200));
        String phoneId = phone.get("/api/user/devices")
                .is(200)
                .get("devices")
                .get(0)
                .get("id")
                .asString();
        ada.signIn(ada.post("/api/auth/login", Map.of("email", ADA, "password", FIRST))
                .is(200));
        for (JsonNode device : ada.get("/api/user/devices").is(200).get("devices")) {
            String id = device.get("id").asString();
            if (!id.equals(phoneId)) {
                ada.patch("/api/user/devices/" + id, Map.of("device_name", "Ada's laptop"))
                        .is(200);
            }
        }
        ada.get("/api/user").is(200);
        return phoneId;
    }

    private void changesThePassword() {
        ada.say("She changes her password: the wrong present one is refused, the right one is not");
        ada.post("/api/user/change-password", Map.of("current_password", "forgotten", "new_password", SECOND))
                .is(401);
        ada.post("/api/user/change-password", Map.of("current_password", FIRST, "new_password", SECOND))
                .is(200);
    }

    private JsonNode turnsOnTheSecondFactor() {
        ada.say("She turns on a second factor");
        String secret =
                ada.post("/api/user/mfa/setup", Map.of()).is(200).get("secret").asString();
        JsonNode sheet = ada.post("/api/user/mfa/verify", Map.of("code", codeNow(secret)))
                .is(200);
        ada.get("/api/user/mfa/status").is(200);
        return sheet;
    }

    private String signsInWithABackupCode(String backupCode) {
        ada.say("On a borrowed tablet the password is no longer enough; a backup code is");
        DemoClient tablet = new DemoClient(service.base(), out);
        JsonNode challenge = tablet.post("/api/auth/login", Map.of("email", ADA, "password", SECOND))
                .is(200);
        String preauth = challenge.get("access_token").asString();
        tablet.post("/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", "000000"))
                .is(401);
        tablet.signIn(tablet.post("/api/auth/mfa/verify", Map.of("preauth_token", preauth, "code", backupCode))
                .is(200));
        JsonNode mine = tablet.get("/api/user/devices?sort_by=first_seen_at&sort_order=desc")
                .is(200);
        String tabletId = mine.get("devices").get(0).get("id").asString();
        ada.say("Back home she revokes the tablet: its token is dead at once");
        ada.post("/api/user/devices/" + tabletId + "/revoke", Map.of("reason", "borrowed"))
                .is(200);
        tablet.get("/api/user").is(401);
        return tabletId;
    }

    private void revokes(String phone, String tablet) {
        ada.say("The phone goes too; what is gone cannot be found");
        ada.post("/api/user/devices/" + phone + "/revoke", Map.of()).is(200);
        ada.get("/api/user/devices/" + tablet).is(404);
    }

    private void readsTheTrail() {
        ada.say("All of it is in the trail, for her and for the auditor");
        ada.get("/api/user/audit?limit=3").is(200);
        ada.get("/api/audit/events?type=user.mfa-failed&limit=1").is(200);
    }

    private void survivesTheKill() {
        ada.say("The service is killed with -9 and started again: nothing is lost, Ada is still signed in");
        service.kill();
        service = start();
        ada = ada.at(service.base());
        ada.get("/api/user/devices").is(200);
        ada.get("/api/user/mfa/status").is(200);
        ada.post("/api/auth/logout", Map.of()).is(200);
        ada.get("/api/user").is(401);
    }

    private ServiceProcess start() {
        long before = System.nanoTime();
        ServiceProcess started = starter.get();
        out.printf("(the service is ready after %.1f s)%n", (System.nanoTime() - before) / 1e9);
        return started;
    }

    private String linkInTheMail() {
        Pattern link = Pattern.compile("https?://[^/\\s]+(/auth/verify-email\\?token=\\S+)");
        return DemoClient.eventually("a mail with a link", () -> {
            try (Stream<Path> mails = Files.list(data.resolve("outbox"))) {
                return mails.filter(mail -> mail.toString().endsWith(".eml"))
                        .map(DemoStory::read)
                        .map(link::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst();
            }
        });
    }

    private static String read(Path mail) {
        try {
            return (String) new MimeMessage(null, Files.newInputStream(mail)).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("Cannot read " + mail, e);
        }
    }

    private static String codeNow(String base32Secret) {
        try {
            SecretKeySpec key = new SecretKeySpec(Base32.decode(base32Secret), "HmacSHA1");
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(key, Instant.now());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("The service gave a secret that is no key", e);
        }
    }

    @Override
    public void close() {
        service.kill();
    }
}
