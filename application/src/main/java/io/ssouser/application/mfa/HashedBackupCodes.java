package io.ssouser.application.mfa;

import io.ssouser.application.password.Argon2;
import io.ssouser.application.password.Argon2Cost;
import io.ssouser.application.password.HashingPermits;
import io.ssouser.application.password.PhcString;
import io.ssouser.domain.mfa.BackupCodeHashes;
import io.ssouser.domain.mfa.BackupCodes;
import io.ssouser.domain.mfa.SecondFactorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Ten codes hashed with Argon2id and one salt for them all, so that a guess costs one hash and not ten. */
public final class HashedBackupCodes implements BackupCodes {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int CODES = 10;
    private static final int LENGTH = 8;
    private static final int SALT_BYTES = 16;

    private final Argon2Cost cost;
    private final HashingPermits permits;
    private final SecureRandom random;

    public HashedBackupCodes(Argon2Cost cost, HashingPermits permits, SecureRandom random) {
        this.cost = cost;
        this.permits = permits;
        this.random = random;
    }

    /** Costs ten hashes, one after the other in one place. */
    @Override
    public Minted mint() {
        Set<String> codes = new LinkedHashSet<>();
        while (codes.size() < CODES) {
            codes.add(newCode());
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        List<byte[]> hashes = permits.in(
                () -> codes.stream().map(code -> hash(code, salt, cost)).toList());
        List<String> shown = codes.stream().map(HashedBackupCodes::shown).toList();
        return new Minted(shown, new BackupCodeHashes(new PhcString(cost, salt, hashes).text()));
    }

    @Override
    public OptionalInt find(SecondFactorCode code, BackupCodeHashes kept) {
        PhcString sheet = PhcString.parse(kept.value());
        byte[] hash = permits.in(() -> hash(code.value(), sheet.salt(), sheet.cost()));
        int found = -1;
        for (int index = 0; index < sheet.hashes().size(); index++) {
            // All are compared, so that time does not tell which one it was.
            found = MessageDigest.isEqual(sheet.hashes().get(index), hash) ? index : found;
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private String newCode() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static String shown(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    private static byte[] hash(String code, byte[] salt, Argon2Cost cost) {
        return Argon2.hash(code.getBytes(StandardCharsets.UTF_8), salt, cost);
    }
}
