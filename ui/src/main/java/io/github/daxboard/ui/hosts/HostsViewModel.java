// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.Threads;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Which hosts there are, and which one is looked at. Looking at a host opens it. */
public final class HostsViewModel {
    private final HostOpener opener;
    private final Threads threads;
    private final Map<HostAddress, HostSession> sessions = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<HostSession>> list = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<HostSession>> current = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** @param named the host that the command line named, if any */
    public HostsViewModel(HostOpener opener, Threads threads, Optional<HostAddress> named) {
        this.opener = opener;
        this.threads = threads;
        put(new HostAddress.Local());
        put(new HostAddress.Demo());
        if (opener.hasLab()) {
            put(new HostAddress.Lab());
        }
        named.ifPresent(this::put);
        list.set(inOrder());
    }

    private void put(HostAddress address) {
        sessions.computeIfAbsent(address, it -> new HostSession(it, opener, threads));
    }

    /** By section, as the bar shows them; within one as they were added. */
    private List<HostSession> inOrder() {
        return sessions.values().stream()
                .sorted(Comparator.comparingInt(session -> rank(session.address())))
                .toList();
    }

    private static int rank(HostAddress address) {
        return switch (address) {
            case HostAddress.Local local -> 0;
            case HostAddress.Ssh ssh -> 1;
            case HostAddress.Captured captured -> 2;
            case HostAddress.Demo demo -> 3;
            case HostAddress.Lab lab -> 4;
        };
    }

    /** The hosts that there are, in the order of the bar. */
    public ReadOnlyObjectProperty<List<HostSession>> list() {
        return list.getReadOnlyProperty();
    }

    public boolean has(HostAddress address) {
        return sessions.containsKey(address);
    }

    /** Adds hosts; those that are there already stay as they are. Opens none. */
    public void add(List<HostAddress> addresses) {
        addresses.forEach(this::put);
        list.set(inOrder());
    }

    /** Whether a host was added, and so can be taken out of the list again. */
    public boolean isRemovable(HostSession session) {
        return session.address() instanceof HostAddress.Ssh || session.address() instanceof HostAddress.Captured;
    }

    /** Whether it can be taken out now: not while a plan runs on it. */
    public boolean canRemove(HostSession session) {
        return isRemovable(session) && !session.applying().get();
    }

    /** Takes a host out of the list and closes it. Where it was looked at, this machine is then. */
    public void remove(HostSession session) {
        if (!canRemove(session)) {
            return;
        }
        if (current.get().equals(Optional.of(session))) {
            select(new HostAddress.Local());
        }
        sessions.remove(session.address());
        list.set(inOrder());
        // Closing waits for the other machine, and the screen must not.
        threads.background().execute(session::close);
    }

    public List<HostSession> sessions() {
        return list.get();
    }

    public ReadOnlyObjectProperty<Optional<HostSession>> current() {
        return current.getReadOnlyProperty();
    }

    /** Looks at a host, which is listed from now on: a file or an address may be asked for that nobody added. */
    public void select(HostAddress address) {
        if (!has(address)) {
            add(List.of(address));
        }
        HostSession session = session(address);
        current.set(Optional.of(session));
        session.open();
    }

    public HostSession session(HostAddress address) {
        return Optional.ofNullable(sessions.get(address))
                .orElseThrow(() -> new IllegalArgumentException("not listed: " + address.text()));
    }

    public ObjectBinding<HostEntry> entry(HostSession session) {
        return Bindings.createObjectBinding(
                () -> HostEntry.of(
                        session.address(),
                        session.state().get(),
                        session.trouble().get().isPresent()),
                session.state(),
                session.trouble());
    }

    public void closeAll() {
        sessions.values().forEach(HostSession::close);
    }
}
