package io.ssouser.application.mail.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

/**
 * The end of one try to send a letter: makes its sockets and closes them when the time is over, whatever the try waits for then. The
 * time-outs of its steps begin anew with each byte that comes. Closing it ends the try at once.
 */
final class TryDeadline extends SocketFactory implements AutoCloseable {
    private static final ScheduledThreadPoolExecutor TIMER = new ScheduledThreadPoolExecutor(1, task -> {
        Thread daemon = new Thread(task, "mail-deadline");
        daemon.setDaemon(true);
        return daemon;
    });

    static {
        TIMER.setRemoveOnCancelPolicy(true);
    }

    private final List<Socket> sockets = new ArrayList<>();
    private final Future<?> end;
    private boolean over;

    TryDeadline(Duration longest) {
        end = TIMER.schedule(this::end, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void end() {
        over = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use to the try than a closed one.
            }
        }
    }

    synchronized boolean isOver() {
        return over;
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (over) {
            throw new IOException("The time for this try is over");
        }
        Socket socket = new Socket();
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() {
        end.cancel(false);
        end();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw connected();
    }

    private static UnsupportedOperationException connected() {
        return new UnsupportedOperationException("A connected socket was made outside of its time-out");
    }
}
