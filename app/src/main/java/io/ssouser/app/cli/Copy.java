package io.ssouser.app.cli;

import io.ssouser.app.storage.StoreAddress;
import io.ssouser.app.wiring.tool.OpenStore;
import io.ssouser.application.vault.keys.KeyCopy;
import io.ssouser.eventstore.log.Head;
import io.ssouser.eventstore.proof.LogCopy;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./sso copy}: takes the log and its keys to another store, byte for byte, and proves them there. What was broken off is begun
 * again and goes on.
 */
@Command(
        name = "copy",
        description = {
            "Take the log and its wrapped keys to another store, as they are, and prove them there.",
            "Nothing is decrypted. When it was broken off, the same command goes on. A target that holds anything but the "
                    + "beginning of the same log is refused. Stop the service of a source in a folder first; one on MongoDB may "
                    + "run, and is copied as far as it is now.",
            "An address is sqlite:<data folder>, mongodb://<host>/<database>, or mongodb: for the one of SSO_MONGODB_URI "
                    + "with its keys at SSO_KEYS_MONGODB_URI."
        },
        mixinStandardHelpOptions = true)
final class Copy implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "<address>", description = "The store to copy.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "<address>", description = "The store to copy into.")
    private String to = "";

    @Option(
            names = "--from-keys",
            paramLabel = "<address>",
            description = "The database of the keys, where the store to copy has one.")
    private @Nullable String fromKeys;

    @Option(
            names = "--to-keys",
            paramLabel = "<address>",
            description = "The database to copy the keys into; without it they go with the log.")
    private @Nullable String toKeys;

    @Override
    public Integer call() {
        StoreAddress here = address("--from", from, fromKeys);
        StoreAddress there = address("--to", to, toKeys);
        try (OpenStore source = OpenStore.existing(here);
                OpenStore target = OpenStore.at(there)) {
            LogCopy log = prepare(source, target);
            KeyCopy keys = KeyCopy.prepare(source.keys(), target.keys());
            say("%s: %s%n%s: %s%n", here, end(log.goal()), there, end(log.begun()));
            copy(keys);
            copy(log);
            say(
                    "%s: %s; the chain holds. With it went %d keys, and the memory of %d destroyed ones.%n",
                    there, end(log.goal()), keys.living(), keys.destroyed());
            sayWhatIsLeft(
                    here, keys, source.log().head().nextPosition() - log.goal().nextPosition());
            return 0;
        }
    }

    private StoreAddress address(String option, String text, @Nullable String keys) {
        try {
            return new StoreAddress(text, keys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    private static LogCopy prepare(OpenStore source, OpenStore target) {
        try (ProgressBar bar = Replay.bar("compare", " events")) {
            bar.maxHint(target.log().head().nextPosition());
            return LogCopy.prepare(source.log(), target.log(), bar::stepTo);
        }
    }

    private static void copy(KeyCopy keys) {
        try (ProgressBar bar = Replay.bar("keys", " keys")) {
            keys.run(bar::stepTo);
        }
    }

    private static void copy(LogCopy log) {
        try (ProgressBar bar = Replay.bar("copy", " events")) {
            bar.maxHint(log.goal().nextPosition());
            log.copy(bar::stepTo);
        }
        try (ProgressBar bar = Replay.bar("verify", " events")) {
            bar.maxHint(log.goal().nextPosition());
            log.prove(bar::stepTo);
        }
    }

    private void sayWhatIsLeft(StoreAddress source, KeyCopy keys, long since) {
        say(
                "Not copied: sessions and the links in mails (everybody signs in again), read models and snapshots (the first "
                        + "start makes them anew), mails that wait to be sent again.%n");
        say(
                "Start the service there with master key %s in SSO_MASTER_KEY. Delete the keys at %s when the move is settled: they "
                        + "still open what is erased from then on.%n",
                keys.masterKey(), source);
        if (since > 0) {
            say("The source has %d events more by now: stop its service and copy again.%n", since);
        }
    }

    private static String end(Head head) {
        return head.nextPosition() + " events, end " + HexFormat.of().formatHex(head.chain());
    }

    private void say(String format, Object... values) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(format, values);
        out.flush();
    }
}
