// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.allhosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.allhosts.AllHostsPicture.Filter;
import io.github.daxboard.ui.hosts.HostsViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.util.Subscription;

/** All hosts without controls: the picture, the filter, and what is typed to add hosts. */
public final class AllHostsViewModel {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");

    /** What came of adding hosts. */
    public sealed interface Added {
        record Hosts(List<HostAddress> addresses) implements Added {}

        /** Nothing was added; {@code words} say what is wrong with the text. */
        record Wrong(String words) implements Added {}
    }

    private final HostsViewModel hosts;
    private final AllHostsPictures pictures;
    private final ObjectProperty<Filter> filter = new SimpleObjectProperty<>(Filter.ALL);
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<AllHostsPicture> picture = new ReadOnlyObjectWrapper<>(AllHostsPicture.EMPTY);
    private Subscription watching = Subscription.EMPTY;

    public AllHostsViewModel(HostsViewModel hosts, ZoneId zone) {
        this.hosts = hosts;
        this.pictures = new AllHostsPictures(zone);
        filter.subscribe((before, now) -> redraw());
        text.subscribe((before, now) -> redraw());
        hosts.list().subscribe(this::watch);
    }

    private void watch(List<HostSession> sessions) {
        watching.unsubscribe();
        List<Subscription> all = new ArrayList<>();
        for (HostSession session : sessions) {
            all.add(session.state().subscribe((before, now) -> redraw()));
            all.add(session.trouble().subscribe((before, now) -> redraw()));
            all.add(session.applying().subscribe((before, now) -> redraw()));
        }
        watching = Subscription.combine(all.toArray(new Subscription[0]));
        redraw();
    }

    private void redraw() {
        picture.set(pictures.draw(hosts.sessions(), filter.get(), text.get()));
    }

    public ReadOnlyObjectProperty<AllHostsPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    public ObjectProperty<Filter> filter() {
        return filter;
    }

    /** What is looked for. */
    public StringProperty text() {
        return text;
    }

    /**
     * Opens every host but the lab, which would have to be booted for it, and reads those that do not tell of changes. Called as
     * the page comes up, and then now and then.
     */
    public void readAll() {
        for (HostSession session : hosts.sessions()) {
            if (session.needsAsking()) {
                session.poll();
            } else if (isToOpen(session)) {
                session.open();
            }
        }
    }

    private static boolean isToOpen(HostSession session) {
        return session.snapshot().isEmpty() && !(session.address() instanceof HostAddress.Lab);
    }

    /** Whether there is a host that {@link #readAll} has something to do for. */
    public boolean needsAsking() {
        return hosts.sessions().stream().anyMatch(session -> session.needsAsking() || isToOpen(session));
    }

    /** Whether a host was added here, and can be taken out of the list now. */
    public boolean canRemove(HostAddress address) {
        return hosts.has(address) && hosts.canRemove(hosts.session(address));
    }

    /** Takes a host out of the list. */
    public void remove(HostAddress address) {
        if (hosts.has(address)) {
            hosts.remove(hosts.session(address));
        }
    }

    /**
     * Adds hosts over ssh.
     *
     * @param typed one or more of {@code user@host}, {@code user@host:port} or {@code ssh://user@host}, with blanks or commas
     *     between
     */
    public Added add(String typed) {
        Set<HostAddress> found = new LinkedHashSet<>();
        for (String part : BETWEEN.splitAsStream(typed.strip()).toList()) {
            if (part.isEmpty()) {
                continue;
            }
            String text = part.startsWith("ssh://") ? part : "ssh://" + part;
            Optional<HostAddress> address = HostAddress.parse(text);
            if (address.isEmpty()) {
                return new Added.Wrong(WindowTexts.text("fleet.add.wrong", part));
            }
            found.add(address.get());
        }
        if (found.isEmpty()) {
            return new Added.Wrong(WindowTexts.text("fleet.add.empty"));
        }
        List<HostAddress> fresh =
                found.stream().filter(address -> !hosts.has(address)).toList();
        if (fresh.isEmpty()) {
            return new Added.Wrong(WindowTexts.text("fleet.add.known"));
        }
        hosts.add(fresh);
        fresh.forEach(address -> hosts.session(address).open());
        return new Added.Hosts(fresh);
    }
}
