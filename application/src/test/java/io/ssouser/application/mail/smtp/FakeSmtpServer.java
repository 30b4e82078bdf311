package io.ssouser.application.mail.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server (RFC 5321) on a real socket that refuses, puts off, stalls and disappears as a test says, each by recipient. */
public final class FakeSmtpServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    /** A letter that the server said it took. */
    public record Taken(String to, String text) {}

    /** At which command of the dialogue a server does what it does. */
    public enum Step {
        GREETING,
        MAIL,
        RCPT,
        DATA,
        END_OF_DATA
    }

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final Map<String, Integer> putOff = new ConcurrentHashMap<>();
    private final Set<String> stalled = ConcurrentHashMap.newKeySet();
    private final Set<String> dripped = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final int port;
    private volatile ServerSocket socket;
    private volatile Step step = Step.RCPT;
    private volatile String everywhere = "";
    private volatile boolean silentAtEnd;

    public FakeSmtpServer() {
        socket = listen(0);
        port = socket.getLocalPort();
        accept();
    }

    public int port() {
        return port;
    }

    public List<Taken> taken() {
        return taken;
    }

    public List<Taken> takenFor(String address) {
        return taken.stream().filter(letter -> letter.to().equals(address)).toList();
    }

    /** How often a letter to the address got as far as its recipient. */
    public int triesFor(String address) {
        return tries.getOrDefault(address, new AtomicInteger()).get();
    }

    /** Replies so to every letter to the address, as {@code 550 5.1.1 No such user}. */
    public void reply(String address, String reply) {
        replies.put(address, reply);
    }

    /** Replies 451 to so many tries, and takes the letter then. */
    public void greylist(String address, int times) {
        putOff.put(address, times);
    }

    /** Says nothing any more once it has heard the address. */
    public void stall(String address) {
        stalled.add(address);
    }

    /** From now on says nothing to who leaves. */
    public void stallAtEnd() {
        silentAtEnd = true;
    }

    /** Replies a byte every 100 ms, without end, once it has heard the address. */
    public void drip(String address) {
        dripped.add(address);
    }

    /** From now on replies so at that step, whoever the letter is for; an empty reply takes everything again. */
    public void replyAt(Step at, String reply) {
        step = at;
        everywhere = reply;
    }

    /** Cuts every connection and takes no more. */
    public void disappear() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens at the same port again. */
    public void comeBack() {
        socket = listen(port);
        accept();
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        ServerSocket listening = socket;
        start(() -> {
            try {
                while (true) {
                    Socket connection = listening.accept();
                    open.add(connection);
                    start(() -> serve(connection));
                }
            } catch (IOException closed) {
                // The test is over, or the server has disappeared.
            }
        });
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fake-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) {
        try (connection) {
            new Dialogue(connection).run();
        } catch (IOException | InterruptedException gone) {
            // The client gave up.
        } finally {
            open.remove(connection);
        }
    }

    private final class Dialogue {
        private final BufferedReader in;
        private final Socket connection;
        private String to = "";

        private Dialogue(Socket connection) throws IOException {
            this.connection = connection;
            this.in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        private void run() throws IOException, InterruptedException {
            say(at(Step.GREETING, "220 fake"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answer(line);
            }
        }

        private void answer(String line) throws IOException, InterruptedException {
            String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (command) {
                case "MAIL" -> say(at(Step.MAIL, "250 OK"));
                case "RCPT" -> say(toRecipient(line));
                case "DATA" -> data();
                case "QUIT" -> bye();
                default -> say("250 OK");
            }
        }

        private String toRecipient(String line) throws IOException, InterruptedException {
            Matcher address = ADDRESS.matcher(line);
            to = address.find() ? address.group(1) : "";
            tries.computeIfAbsent(to, first -> new AtomicInteger()).incrementAndGet();
            if (stalled.contains(to)) {
                end.await();
            }
            if (dripped.contains(to)) {
                drip();
            }
            if (putOff.merge(to, -1, Integer::sum) >= 0) {
                return "451 4.7.1 Greylisted " + to;
            }
            return replies.getOrDefault(to, at(Step.RCPT, "250 OK"));
        }

        private void bye() throws IOException, InterruptedException {
            if (silentAtEnd) {
                end.await();
            }
            say("221 Bye");
        }

        private void drip() throws IOException, InterruptedException {
            do {
                connection.getOutputStream().write('2');
            } while (!end.await(100, TimeUnit.MILLISECONDS));
        }

        private void data() throws IOException {
            String reply = at(Step.DATA, "354 Go on");
            say(reply);
            if (!reply.startsWith("354")) {
                return;
            }
            StringBuilder text = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                text.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
            }
            String end = at(Step.END_OF_DATA, "250 Queued");
            if (end.startsWith("250")) {
                taken.add(new Taken(to, text.toString()));
            }
            say(end);
        }

        private String at(Step here, String reply) {
            return here == step && !everywhere.isEmpty() ? everywhere : reply;
        }

        private void say(String line) throws IOException {
            connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        end.countDown();
        disappear();
    }
}
