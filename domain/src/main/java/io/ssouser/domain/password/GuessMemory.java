package io.ssouser.domain.password;

/** What is remembered of guesses beside the events of the user. */
public record GuessMemory(RecentMistakes mistakes, LockedAttempts attempts) {}
