package io.ssouser.projections.userprofile;

import io.ssouser.projections.store.DocumentStore;
import io.ssouser.projections.store.Documents;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers for user profiles. */
public final class UserProfileQueries {
    private final Documents<UserProfile> profiles;

    public UserProfileQueries(DocumentStore store) {
        this.profiles = new Documents<>(store, new UserProfileFold().collection(), UserProfile.class);
    }

    @QueryHandler
    public Optional<UserProfile> answer(FindUserProfile query) {
        return profiles.find(query.userId().value());
    }
}
