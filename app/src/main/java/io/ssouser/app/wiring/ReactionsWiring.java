package io.ssouser.app.wiring;

import io.ssouser.app.background.DueErasures;
import io.ssouser.app.background.LockedAttemptCounts;
import io.ssouser.app.background.MailThreads;
import io.ssouser.app.start.Processors;
import io.ssouser.app.start.ReadySign;
import io.ssouser.app.storage.Storage;
import io.ssouser.application.admission.BrowserAdmissions;
import io.ssouser.application.admission.WhenBrowserAdmissionOfferedThenTellOwner;
import io.ssouser.application.command.Commands;
import io.ssouser.application.emailchange.EmailChangeLinks;
import io.ssouser.application.emailchange.WhenEmailChangeRequestedThenAskNewAddress;
import io.ssouser.application.emailchange.WhenEmailChangeRequestedThenTellOldAddress;
import io.ssouser.application.emailchange.WhenEmailChangeUndoneThenTellOwner;
import io.ssouser.application.emailchange.WhenEmailChangedThenTellOldAddress;
import io.ssouser.application.emailchange.WhenFormerEmailFreedThenTellItsOwner;
import io.ssouser.application.erasure.WhenErasureRequestedThenTellOwner;
import io.ssouser.application.erasure.WhenUserErasedThenDestroyKey;
import io.ssouser.application.identity.WhenIdentitiesChangeThenTellOwner;
import io.ssouser.application.mail.MailJobs;
import io.ssouser.application.mail.MailQueue;
import io.ssouser.application.password.StoredLockedAttempts;
import io.ssouser.application.privacy.WhenPersonalDataExportedThenTellOwner;
import io.ssouser.application.reaction.Reaction;
import io.ssouser.application.reaction.Reaction.Start;
import io.ssouser.application.reaction.Reactions;
import io.ssouser.application.recovery.AccessReview;
import io.ssouser.application.recovery.WhenAccessClearedThenTellOwner;
import io.ssouser.application.recovery.WhenPasswordChangedThenTellOwner;
import io.ssouser.application.registration.ConfirmationMail;
import io.ssouser.application.registration.EmailOwners;
import io.ssouser.application.registration.PlatformOwnerSetting;
import io.ssouser.application.registration.UserFacts;
import io.ssouser.application.registration.WhenEmailClaimContestedThenTellOwner;
import io.ssouser.application.registration.WhenRegisteredThenSendConfirmation;
import io.ssouser.application.session.SessionGate;
import io.ssouser.application.session.SessionWatch;
import io.ssouser.application.session.Sessions;
import io.ssouser.application.session.WhenSessionEndedThenForgetIt;
import io.ssouser.application.vault.keys.DataKeys;
import io.ssouser.domain.email.EmailClaimKeys;
import io.ssouser.eventstore.axon.LogEventStorageEngine;
import io.ssouser.projections.Projections;
import java.time.Clock;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What acts on the world because of an event, and the start of everything that follows the log. */
@Configuration(proxyBeanMethods = false)
@Import({ReadySign.class})
class ReactionsWiring {
    static final String MAIL = "mail";
    private static final String SESSION_ROWS = "session-rows";
    private static final String ERASURES = "erasures";

    @Bean
    Reactions reactions(
            EventStore events,
            LogEventStorageEngine engine,
            Storage storage,
            DataKeys dataKeys,
            ConfirmationMail confirmations,
            UserFacts facts,
            AccessReview review,
            EmailClaimKeys keys,
            EmailChangeLinks links,
            BrowserAdmissions admissions,
            MailQueue mails,
            MailJobs mailJobs,
            EmailOwners owners,
            SessionGate gate,
            Sessions sessions,
            Clock clock) {
        Reaction mail = Reaction.fromNowOn(
                MAIL,
                storage.stateEffects(),
                storage.parkedEvents(MAIL, engine.reader()::at, clock),
                List.of(
                        new WhenRegisteredThenSendConfirmation(confirmations, facts),
                        new WhenIdentitiesChangeThenTellOwner(facts, mails),
                        new WhenEmailClaimContestedThenTellOwner(facts, mails),
                        new WhenPasswordChangedThenTellOwner(facts, mails, review),
                        new WhenAccessClearedThenTellOwner(facts, mails),
                        new WhenFormerEmailFreedThenTellItsOwner(mails),
                        new WhenEmailChangeRequestedThenAskNewAddress(owners, facts, links, mails),
                        new WhenEmailChangeRequestedThenTellOldAddress(keys, links, mails),
                        new WhenEmailChangedThenTellOldAddress(keys, links, mails),
                        new WhenPersonalDataExportedThenTellOwner(facts, mails),
                        new WhenEmailChangeUndoneThenTellOwner(mails),
                        new WhenBrowserAdmissionOfferedThenTellOwner(facts, admissions, mails),
                        new WhenErasureRequestedThenTellOwner(facts, mails)));
        // An ended session that is passed over would live again.
        Reaction sessionRows = Reaction.toTheWholeLog(
                SESSION_ROWS, storage.stateEffects(), Start.TAIL, new WhenSessionEndedThenForgetIt(gate, sessions));
        // A key that is passed over would open what is erased. An older log may hold erasures that the keys do not
        // know.
        Reaction erasures = Reaction.toTheWholeLog(
                ERASURES,
                storage.keyEffects(),
                Start.TAIL_OF_ANY_LOG,
                new WhenUserErasedThenDestroyKey(dataKeys, mailJobs));
        return new Reactions(events, List.of(mail, sessionRows, erasures));
    }

    @Bean
    DueErasures dueErasures(
            QueryGateway queries,
            Commands commands,
            LogEventStorageEngine engine,
            Projections projections,
            Storage storage,
            Clock clock) {
        return new DueErasures(queries, commands, engine, projections, storage::forgetDeletedDocuments, clock);
    }

    @Bean
    LockedAttemptCounts lockedAttemptCounts(StoredLockedAttempts attempts, Commands commands, Clock clock) {
        return new LockedAttemptCounts(attempts, commands, clock);
    }

    @Bean
    Processors processors(
            Storage storage,
            SessionWatch watch,
            LogEventStorageEngine engine,
            Projections projections,
            Reactions reactions,
            MailThreads mailThreads,
            DueErasures dueErasures,
            LockedAttemptCounts lockedAttempts,
            PlatformOwnerSetting platformOwner) {
        return new Processors(
                storage,
                watch,
                engine,
                projections,
                reactions,
                () -> reactions.position(SESSION_ROWS),
                mailThreads,
                dueErasures,
                lockedAttempts,
                platformOwner);
    }
}
