package io.ssouser.app.wiring;

import io.ssouser.api.account.PasswordController;
import io.ssouser.api.account.ProfileController;
import io.ssouser.api.account.RecoveryController;
import io.ssouser.api.account.RegistrationController;
import io.ssouser.api.audit.AuditController;
import io.ssouser.api.device.DeviceController;
import io.ssouser.api.health.HealthController;
import io.ssouser.api.identity.ConnectionsPage;
import io.ssouser.api.identity.IdentityController;
import io.ssouser.api.identity.LinkConsent;
import io.ssouser.api.identity.LinkConsentController;
import io.ssouser.api.identity.LinkedAccountsController;
import io.ssouser.api.identity.LinkedIdentities;
import io.ssouser.api.identity.ProviderCallback;
import io.ssouser.api.identity.ProviderChoice;
import io.ssouser.api.identity.ProviderController;
import io.ssouser.api.identity.ProviderStepUpController;
import io.ssouser.api.identity.SecondFactorController;
import io.ssouser.api.identity.SecondFactorPage;
import io.ssouser.api.identity.TokensInFragment;
import io.ssouser.api.maillink.AccessReviewController;
import io.ssouser.api.maillink.BrowserAdmissionController;
import io.ssouser.api.maillink.ConfirmationController;
import io.ssouser.api.maillink.EmailChangeController;
import io.ssouser.api.maillink.PasswordForm;
import io.ssouser.api.maillink.ResetController;
import io.ssouser.api.mfa.MfaController;
import io.ssouser.api.privacy.ClientPrivacyController;
import io.ssouser.api.privacy.ErasureController;
import io.ssouser.api.privacy.PrivacyController;
import io.ssouser.api.signin.SessionController;
import io.ssouser.api.signin.SignInController;
import io.ssouser.api.signin.StepUpController;
import io.ssouser.api.subscription.SubscriptionController;
import io.ssouser.api.subscription.Subscriptions;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The routes, and what several of them share. */
@Configuration(proxyBeanMethods = false)
@Import({
    RegistrationController.class,
    SignInController.class,
    SessionController.class,
    StepUpController.class,
    ProviderStepUpController.class,
    ProfileController.class,
    PrivacyController.class,
    ClientPrivacyController.class,
    LinkedIdentities.class,
    LinkedAccountsController.class,
    PasswordController.class,
    RecoveryController.class,
    MfaController.class,
    PasswordForm.class,
    ConfirmationController.class,
    EmailChangeController.class,
    BrowserAdmissionController.class,
    ResetController.class,
    AccessReviewController.class,
    DeviceController.class,
    ErasureController.class,
    AuditController.class,
    Subscriptions.class,
    SubscriptionController.class,
    ProviderChoice.class,
    SecondFactorPage.class,
    TokensInFragment.class,
    ProviderCallback.class,
    LinkConsent.class,
    LinkConsentController.class,
    SecondFactorController.class,
    IdentityController.class,
    ProviderController.class,
    ConnectionsPage.class,
    HealthController.class
})
class ControllersWiring {}
