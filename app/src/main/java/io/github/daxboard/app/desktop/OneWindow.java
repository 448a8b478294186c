// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.desktop;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One window for one user's session: a second start hands its options to the first and ends. They talk over a socket in the
 * user's runtime folder, which nobody else can enter; a display of its own has a window of its own.
 */
final class OneWindow {
    private static final System.Logger LOG = System.getLogger(OneWindow.class.getName());
    private static final int LONGEST = 16_384;

    private final Path socket;

    OneWindow(Path socket) {
        this.socket = socket;
    }

    /** For this session; none where it has no runtime folder. */
    static Optional<OneWindow> standard() {
        String folder = System.getenv("XDG_RUNTIME_DIR");
        String display =
                Optional.ofNullable(System.getenv("DISPLAY")).orElse("").replaceAll("[^A-Za-z0-9.]", "-");
        return folder == null || !Path.of(folder).isAbsolute() || !Files.isDirectory(Path.of(folder))
                ? Optional.empty()
                : Optional.of(new OneWindow(Path.of(folder, "daxboard" + display + ".socket")));
    }

    /** Hands the options to a window that is there. Whether there is one. */
    boolean tell(DesktopOptions options) {
        if (!Files.exists(socket)) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        options.host()
                .ifPresent(host -> text.append("--host\0").append(host.text()).append('\0'));
        options.file().ifPresent(file -> text.append(file).append('\0'));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException e) {
            // The window that made it is gone.
            return false;
        }
    }

    /** Hears, for as long as the program runs, what later starts ask for. */
    void listen(Executor background, Consumer<DesktopOptions> asked) {
        background.execute(() -> {
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                Files.deleteIfExists(socket);
                server.bind(UnixDomainSocketAddress.of(socket));
                Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
                socket.toFile().deleteOnExit();
                while (true) {
                    hear(server, asked);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a second start will open a second window: {0}", e.getMessage());
            }
        });
    }

    private static void hear(ServerSocketChannel server, Consumer<DesktopOptions> asked) throws IOException {
        try (SocketChannel channel = server.accept()) {
            byte[] bytes = Channels.newInputStream(channel).readNBytes(LONGEST);
            String text = new String(bytes, StandardCharsets.UTF_8);
            asked.accept(DesktopOptions.parse(text.isEmpty() ? List.of() : List.of(text.split("\0"))));
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        } catch (DesktopOptions.Wrong e) {
            LOG.log(System.Logger.Level.DEBUG, "a second start asked for something else: {0}", e.getMessage());
        }
    }
}
