package io.ssouser.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssouser.domain.ExpectedVersion;
import io.ssouser.domain.Outcome;
import io.ssouser.domain.Refused;
import io.ssouser.domain.UserId;
import io.ssouser.domain.device.DeviceId;
import io.ssouser.domain.email.EmailAddress;
import io.ssouser.domain.email.EmailChangeId;
import io.ssouser.domain.email.EmailClaimId;
import io.ssouser.domain.identity.FakeIdentityClaims;
import io.ssouser.domain.identity.IdentityClaimId;
import io.ssouser.domain.identity.ProviderIdentity;
import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.identity.ProviderSubject;
import io.ssouser.domain.mfa.FakeBackupCodes;
import io.ssouser.domain.mfa.FakeTotp;
import io.ssouser.domain.mfa.SecondFactorCode;
import io.ssouser.domain.mfa.TotpSecret;
import io.ssouser.domain.password.AdmissionId;
import io.ssouser.domain.password.FakePasswordGuesser;
import io.ssouser.domain.password.FakePasswordHasher;
import io.ssouser.domain.password.FakeRecentMistakes;
import io.ssouser.domain.password.GuessMemory;
import io.ssouser.domain.password.Password;
import io.ssouser.domain.password.PasswordPolicy;
import io.ssouser.domain.password.RecordingLockedAttempts;
import io.ssouser.domain.recovery.UndoneChange;
import io.ssouser.domain.session.EndReason;
import io.ssouser.domain.session.SessionId;
import io.ssouser.domain.session.SignInMethod;
import io.ssouser.domain.session.StepUpPolicy;
import io.ssouser.domain.user.UserCommand.AdmitBrowser;
import io.ssouser.domain.user.UserCommand.BeginLink;
import io.ssouser.domain.user.UserCommand.BeginMfaSetup;
import io.ssouser.domain.user.UserCommand.ChangePassword;
import io.ssouser.domain.user.UserCommand.ConfirmEmailChange;
import io.ssouser.domain.user.UserCommand.DisableMfa;
import io.ssouser.domain.user.UserCommand.EnableMfa;
import io.ssouser.domain.user.UserCommand.EndSession;
import io.ssouser.domain.user.UserCommand.Erase;
import io.ssouser.domain.user.UserCommand.ExportPersonalData;
import io.ssouser.domain.user.UserCommand.LinkIdentity;
import io.ssouser.domain.user.UserCommand.ProveIdentity;
import io.ssouser.domain.user.UserCommand.RequestEmailChange;
import io.ssouser.domain.user.UserCommand.RequestErasure;
import io.ssouser.domain.user.UserCommand.ResetPassword;
import io.ssouser.domain.user.UserCommand.RevokeDevice;
import io.ssouser.domain.user.UserCommand.RevokeOtherDevices;
import io.ssouser.domain.user.UserCommand.SetPassword;
import io.ssouser.domain.user.UserCommand.SignInWithIdentity;
import io.ssouser.domain.user.UserCommand.StepUpWithCode;
import io.ssouser.domain.user.UserCommand.UndoEmailChange;
import io.ssouser.domain.user.UserCommand.UnlinkIdentity;
import io.ssouser.domain.user.UserCommand.VerifySecondFactor;
import io.ssouser.domain.user.UserEvent.BrowserAdmissionOffered;
import io.ssouser.domain.user.UserEvent.EmailConfirmed;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.SignedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was begun and is not finished, when something happens to the user: every cell of the table in {@code docs/threat-model.md}. */
class IntentTableTest {
    private static final Path DOCUMENT = Path.of("../docs/threat-model.md");
    private static final String HEAD = "| Begun, and not finished |";

    private static final UserId ANNA = UserSpecification.ANNA;
    private static final SessionId SESSION = UserSpecification.SESSION;
    private static final SessionId OTHER = UserSpecification.OTHER_SESSION;
    private static final Password RIGHT = UserSpecification.RIGHT;
    private static final Password NEXT = new Password("a brand new day");
    private static final ProviderIdentity AT_CORP = new ProviderIdentity(
            new ProviderName("corp"), new IdentityClaimId("anna at corp"), new ProviderSubject("7"), null);

    private static final AdmissionId OFFER = new AdmissionId("offer");

    private final FakeTotp totp = new FakeTotp();
    private final Account account = new Account(
            ANNA,
            new PasswordPolicy(8, new FakePasswordGuesser()),
            new StepUpPolicy(Duration.ofMinutes(5)),
            new PlatformOwnerPolicy(null),
            new GuessMemory(new FakeRecentMistakes(), new RecordingLockedAttempts()),
            new FakePasswordHasher(),
            totp,
            new FakeSessionActivity(),
            new FakeBackupCodes(),
            new FakeIdentityClaims(),
            new ErasurePolicy(UserSpecification.CHANGE_OF_MIND));
    private TotpSecret secret = UserSpecification.SECRET;
    private int epoch;
    private boolean freed;
    private SessionId switching = SESSION;
    private Instant issued = account.instant();

    private final Map<String, Consumer<IntentTableTest>> events = Map.ofEntries(
            Map.entry("password changed", t -> t.ask(new ChangePassword(ANNA, RIGHT, NEXT, SESSION))),
            Map.entry("password set", t -> t.ask(new SetPassword(ANNA, NEXT, SESSION))),
            Map.entry("password removed", t -> t.unlink(ProviderName.PASSWORD)),
            Map.entry("password reset", t -> t.ask(new ResetPassword(ANNA, NEXT, t.account.instant()))),
            Map.entry("all others revoked", t -> t.ask(new RevokeOtherDevices(ANNA, SESSION))),
            Map.entry("its session signed out", t -> t.end(EndReason.SIGNED_OUT)),
            Map.entry("its session's token stolen", t -> t.end(EndReason.REFRESH_TOKEN_REUSED)),
            Map.entry("its device revoked", t -> t.ask(new RevokeDevice(ANNA, UserSpecification.LAPTOP))),
            Map.entry("second factor on", IntentTableTest::turnOn),
            Map.entry("second factor off", t -> t.ask(new DisableMfa(ANNA, t.switching))),
            Map.entry("identity unlinked", t -> t.unlink(UserSpecification.GOOGLE)),
            Map.entry("address changed", t -> t.move("second")),
            Map.entry("change undone", t -> t.ask(new UndoEmailChange(ANNA, UserSpecification.CLAIM))));

    /** How each begins and ends. */
    private record Intent(Consumer<IntentTableTest> begin, Consumer<IntentTableTest> finish) {}

    private final Map<String, Intent> intents = Map.ofEntries(
            Map.entry(
                    "change of address",
                    new Intent(t -> t.request("first"), t -> t.ask(new ConfirmEmailChange(ANNA, change("first"))))),
            Map.entry(
                    "linking of an identity",
                    new Intent(
                            t -> t.epoch = (int) t.ask(new BeginLink(ANNA, AT_CORP.provider(), SESSION)),
                            t -> t.ask(new LinkIdentity(ANNA, AT_CORP, SESSION, t.epoch)))),
            Map.entry("code of a sign-in by identity", new Intent(IntentTableTest::prove, IntentTableTest::signIn)),
            Map.entry(
                    "wish to be erased",
                    new Intent(t -> t.ask(new RequestErasure(ANNA, SESSION)), IntentTableTest::erase)),
            Map.entry(
                    "sign-in without its second factor",
                    new Intent(
                            t -> {
                                t.prove();
                                t.signIn();
                            },
                            IntentTableTest::verify)),
            Map.entry(
                    "secret of a second factor",
                    new Intent(
                            t -> t.secret = (TotpSecret) t.ask(new BeginMfaSetup(ANNA, SESSION)),
                            t -> t.ask(new EnableMfa(ANNA, t.code(), SESSION)))),
            Map.entry(
                    "link to reset the password",
                    new Intent(
                            t -> t.issued = t.account.instant(), t -> t.ask(new ResetPassword(ANNA, NEXT, t.issued)))),
            Map.entry(
                    "admission of a browser",
                    new Intent(t -> {}, t -> t.ask(new AdmitBrowser(ANNA, OFFER, new DeviceId("browser"))))),
            Map.entry(
                    "undoing a change of address",
                    new Intent(
                            t -> {
                                t.move("first");
                                t.move("stolen");
                            },
                            t -> t.freed = ((UndoneChange) t.ask(new UndoEmailChange(ANNA, claim("first")))).freed())),
            Map.entry(
                    "fresh proof of a session",
                    new Intent(t -> {}, t -> t.ask(new ExportPersonalData(ANNA, SESSION)))));

    @AfterEach
    void give_axon_its_clock_back() {
        account.close();
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void the_account_does_as_the_table_says(String intent, String event, String fate) {
        account.remembers(past(intent, event));
        account.waits(Duration.ofSeconds(1));
        // What a session proves by switching it on itself, its freshness does not fall by.
        switching = intent.equals("fresh proof of a session") ? OTHER : SESSION;
        Intent tried = intents.get(intent);
        tried.begin().accept(this);
        account.waits(Duration.ofSeconds(30));
        if (event.equals("second factor off") && !isOn(intent, event)) {
            turnOn();
        } else if (event.equals("second factor on") && isOn(intent, event)) {
            ask(new DisableMfa(ANNA, switching));
        }
        if (event.equals("change undone") && !intent.equals("change of address")) {
            move("disowned");
        }
        events.get(event).accept(this);
        account.waits(Duration.ofSeconds(30));

        assertThat(fateOf(intent, tried.finish())).isEqualTo(fate);
    }

    @Test
    void the_table_has_every_row_and_column() {
        assertThat(cells().map(cell -> cell.get()[0] + "/" + cell.get()[1]))
                .containsExactlyInAnyOrderElementsOf(intents.keySet().stream()
                        .flatMap(intent -> events.keySet().stream().map(event -> intent + "/" + event))
                        .toList());
    }

    static Stream<Arguments> cells() {
        List<List<String>> rows = table();
        return rows.stream()
                .skip(2)
                .flatMap(row -> IntStream.range(1, row.size())
                        .mapToObj(i -> Arguments.of(row.get(0), rows.get(0).get(i), row.get(i))));
    }

    private static List<List<String>> table() {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.dropWhile(line -> !line.startsWith(HEAD))
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::trim)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A user with a password, unless it is to be set, two identities, two sessions on two devices, a mailed admission, and MFA where it is
     * to be used.
     */
    private static UserEvent[] past(String intent, String event) {
        List<UserEvent> past = new ArrayList<>(List.of(
                new Registered(ANNA, UserSpecification.CLAIM, UserSpecification.EMAIL, UserSpecification.HASH),
                new EmailConfirmed(ANNA),
                UserSpecification.linked(UserSpecification.ANNA_AT_GITHUB),
                UserSpecification.linked(UserSpecification.ANNA_AT_GOOGLE)));
        if (event.equals("password set")) {
            past.add(new PasswordRemoved(ANNA));
        }
        if (isOn(intent, event)) {
            Arrays.stream(UserSpecification.mfaOn()).forEach(fact -> past.add((UserEvent) fact));
        }
        SignInMethod method = isOn(intent, event) ? SignInMethod.PASSWORD_AND_TOTP : SignInMethod.PASSWORD;
        past.add(UserSpecification.registered(UserSpecification.LAPTOP));
        past.add(new SignedIn(ANNA, SESSION, UserSpecification.LAPTOP, method, null));
        past.add(UserSpecification.registered(UserSpecification.PHONE));
        past.add(new SignedIn(ANNA, OTHER, UserSpecification.PHONE, method, null));
        past.add(new BrowserAdmissionOffered(ANNA, OFFER, UserSpecification.IN_90_DAYS));
        return past.toArray(UserEvent[]::new);
    }

    private static boolean isOn(String intent, String event) {
        return intent.equals("sign-in without its second factor")
                || event.equals("second factor off") && !intent.equals("secret of a second factor");
    }

    /** A linking that is refused has to begin again, whatever its session may prove. */
    private String fateOf(String intent, Consumer<IntentTableTest> finish) {
        try {
            finish.accept(this);
            return freed ? "address alone" : "lives";
        } catch (Refused refused) {
            return !intent.equals("linking of an identity") && canStepUp(refused) ? "asks again" : "void";
        }
    }

    private boolean canStepUp(Refused refused) {
        if (!refused.getMessage().equals("STEP_UP_REQUIRED")) {
            return false;
        }
        try {
            ask(new StepUpWithCode(ANNA, code(), SESSION));
            return true;
        } catch (Refused ended) {
            return false;
        }
    }

    private Object ask(UserCommand<?> command) {
        Object answer = account.asks(command);
        assertThat(answer instanceof Outcome.Denied)
                .as("%s is denied", command.getClass().getSimpleName())
                .isFalse();
        return answer instanceof Outcome.Done<?> done ? done.value() : answer;
    }

    private void request(String name) {
        ask(new RequestEmailChange(
                ANNA,
                change(name),
                claim(name),
                new EmailAddress(name + "@example.org"),
                SESSION,
                ExpectedVersion.ANY));
    }

    private void move(String name) {
        request(name);
        ask(new ConfirmEmailChange(ANNA, change(name)));
    }

    private void unlink(ProviderName provider) {
        ask(new UnlinkIdentity(ANNA, provider, Set.of(UserSpecification.GITHUB, UserSpecification.GOOGLE), SESSION));
    }

    private void end(EndReason reason) {
        ask(new EndSession(ANNA, SESSION, reason));
    }

    private void turnOn() {
        secret = (TotpSecret) ask(new BeginMfaSetup(ANNA, switching));
        ask(new EnableMfa(ANNA, code(), switching));
    }

    private void prove() {
        epoch = (int) ask(new ProveIdentity(ANNA, UserSpecification.ANNA_AT_GITHUB.claimId()));
    }

    private void verify() {
        ask(new VerifySecondFactor(ANNA, UserSpecification.ATTEMPT, code(), new SessionId("third session")));
    }

    private void signIn() {
        ask(new SignInWithIdentity(
                ANNA,
                UserSpecification.ANNA_AT_GITHUB.claimId(),
                new SessionId("third session"),
                UserSpecification.ATTEMPT,
                UserSpecification.LAPTOP,
                UserSpecification.LAPTOP_NAME,
                false,
                epoch));
    }

    private void erase() {
        account.waits(UserSpecification.CHANGE_OF_MIND);
        ask(new Erase(ANNA));
    }

    private SecondFactorCode code() {
        return totp.code(secret, FakeTotp.stepAt(account.instant()));
    }

    private static EmailChangeId change(String name) {
        return new EmailChangeId(name + " change");
    }

    private static EmailClaimId claim(String name) {
        return new EmailClaimId(name + " claim");
    }
}
