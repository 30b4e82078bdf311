package io.ssouser.projections.identitylist;

import io.ssouser.domain.identity.ProviderName;
import io.ssouser.domain.user.UserEvent.IdentityLinked;
import io.ssouser.domain.user.UserEvent.IdentityUnlinked;
import io.ssouser.domain.user.UserEvent.PasswordRemoved;
import io.ssouser.domain.user.UserEvent.PasswordSet;
import io.ssouser.domain.user.UserEvent.Registered;
import io.ssouser.domain.user.UserEvent.RegisteredWithIdentity;
import io.ssouser.domain.user.UserEvent.UserErased;
import io.ssouser.projections.fold.Fold;
import org.jspecify.annotations.Nullable;

/** One {@link IdentityList} a user. */
public final class IdentityListFold extends Fold<IdentityList> {
    public IdentityListFold() {
        super(IdentityList.NAME, 1, IdentityList.class);
        on(Registered.class, (list, event, at) -> known(list).with(ProviderName.PASSWORD));
        on(RegisteredWithIdentity.class, (list, event, at) -> known(list).with(event.provider()));
        on(IdentityLinked.class, (list, event, at) -> known(list).with(event.provider()));
        on(IdentityUnlinked.class, (list, event, at) -> known(list).without(event.provider()));
        on(PasswordSet.class, (list, event, at) -> known(list).with(ProviderName.PASSWORD));
        on(PasswordRemoved.class, (list, event, at) -> known(list).without(ProviderName.PASSWORD));
        end(UserErased.class);
    }

    private static IdentityList known(@Nullable IdentityList list) {
        return list == null ? IdentityList.EMPTY : list;
    }
}
