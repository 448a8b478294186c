// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostOpener;
import java.util.ArrayList;
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
    private final Map<HostAddress, HostSession> sessions = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<Optional<HostSession>> current = new ReadOnlyObjectWrapper<>(Optional.empty());

    /** @param named the host that the command line named, if any */
    public HostsViewModel(HostOpener opener, Threads threads, Optional<HostAddress> named) {
        List<HostAddress> addresses = new ArrayList<>();
        addresses.add(new HostAddress.Local());
        named.filter(address -> address instanceof HostAddress.Ssh || address instanceof HostAddress.Captured)
                .ifPresent(addresses::add);
        addresses.add(new HostAddress.Demo());
        addresses.add(new HostAddress.Lab());
        addresses.forEach(address -> sessions.put(address, new HostSession(address, opener, threads)));
    }

    public List<HostSession> sessions() {
        return List.copyOf(sessions.values());
    }

    public ReadOnlyObjectProperty<Optional<HostSession>> current() {
        return current.getReadOnlyProperty();
    }

    public void select(HostAddress address) {
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
