// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostOpener;
import io.github.daxboard.model.MemoryBlocks;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.report.BadDocument;
import io.github.daxboard.report.PlanFile;
import io.github.daxboard.ui.allhosts.AllHostsViewModel;
import io.github.daxboard.ui.hosts.HostsViewModel;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.session.HostState;
import io.github.daxboard.ui.session.Threads;
import io.github.daxboard.ui.theme.ThemeViewModel;
import io.github.daxboard.ui.words.WindowTexts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;

/** The window without controls: which host, which screen, what the status line says. */
public final class ShellViewModel {
    /** The status line. */
    public record Status(boolean live, String reading, String rights, String memory, String said) {
        static final Status NONE = new Status(false, "", "", "", "");
    }

    /** What the middle shows, and of which host: one value, so that no page is ever drawn with another host's data. */
    public record Page(HostWorkspace desk, Screen screen) {}

    /** A line over the page. */
    public record Banner(String text, String link) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final HostsViewModel hosts;
    private final ThemeViewModel theme;
    private final ZoneId zone;
    private final Map<HostAddress, HostWorkspace> desks = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<HostWorkspace>> current =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Page>> page = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>(Status.NONE);
    private final ReadOnlyObjectWrapper<Optional<Banner>> banner = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<Screen> view = new SimpleObjectProperty<>(Screen.BOARD);
    private final BooleanProperty all = new SimpleBooleanProperty(false);
    private final AllHostsViewModel fleet;
    private final WindowPreferences comfort = new WindowPreferences();
    private final ReadOnlyObjectWrapper<List<Notice>> notices = new ReadOnlyObjectWrapper<>(List.of());
    private final Set<String> putAway = new HashSet<>();
    private Subscription watching = Subscription.EMPTY;
    private Optional<Banner> demoBanner = Optional.empty();
    private final ReadOnlyBooleanWrapper needsAsking = new ReadOnlyBooleanWrapper(false);
    private String said = "";

    public ShellViewModel(
            HostOpener opener, Threads threads, Optional<HostAddress> named, ThemeViewModel theme, ZoneId zone) {
        this.hosts = new HostsViewModel(opener, threads, named);
        this.theme = theme;
        this.zone = zone;
        hosts.current().subscribe(session -> session.ifPresent(this::look));
        view.subscribe((before, now) -> current.get().ifPresent(this::refresh));
        hosts.list().subscribe(now -> desks.keySet().removeIf(address -> !hosts.has(address)));
        this.fleet = new AllHostsViewModel(hosts, zone);
        fleet.picture().subscribe((before, now) -> {
            if (all.get()) {
                current.get().ifPresent(this::refresh);
            }
        });
        all.subscribe((before, now) -> {
            if (now) {
                fleet.readAll();
            }
            current.get().ifPresent(this::refresh);
        });
    }

    /** Whether all hosts are shown in place of one. */
    public BooleanProperty all() {
        return all;
    }

    public AllHostsViewModel fleet() {
        return fleet;
    }

    /** Looks at a host. */
    public void open(HostAddress address) {
        all.set(false);
        hosts.select(address);
    }

    /** Which view of a host is wanted: board, map or activity. A host without DAX memory has a page of its own. */
    public ObjectProperty<Screen> view() {
        return view;
    }

    /** How the user likes the window. */
    public WindowPreferences comfort() {
        return comfort;
    }

    /** What is missing on the host that is looked at. */
    public ReadOnlyObjectProperty<List<Notice>> notices() {
        return notices.getReadOnlyProperty();
    }

    /** The user has read a notice, and does not want to see it again. */
    public void putAway(Notice notice) {
        current.get().ifPresent(desk -> {
            putAway.add(desk.session().address().text() + " " + notice.key());
            refresh(desk);
        });
    }

    /** Shows the plan that was begun and did not end, with the ways to end it. */
    public void showUnfinished() {
        current.get().ifPresent(desk -> desk.plan().showUnfinished());
    }

    private List<Notice> noticesOf(HostWorkspace desk) {
        HostSession session = desk.session();
        return session
                .connection()
                .filter(connection ->
                        session.snapshot().filter(one -> one.hasDax()).isPresent())
                .map(connection -> Notice.of(
                        connection,
                        session.findings().get(),
                        session.unfinished(),
                        session.unwatched().get()))
                .orElse(List.of())
                .stream()
                .filter(notice -> !putAway.contains(session.address().text() + " " + notice.key()))
                .toList();
    }

    public HostsViewModel hosts() {
        return hosts;
    }

    public ThemeViewModel theme() {
        return theme;
    }

    public ReadOnlyObjectProperty<Optional<HostWorkspace>> current() {
        return current.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Page>> page() {
        return page.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Status> status() {
        return status.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Banner>> banner() {
        return banner.getReadOnlyProperty();
    }

    /** Begins with the host that was named; else with this machine where it has DAX memory; else with the demo. */
    public void start(Optional<HostAddress> named) {
        if (named.isPresent()) {
            hosts.select(named.get());
            return;
        }
        HostSession local = hosts.session(new HostAddress.Local());
        HostAddress demo = new HostAddress.Demo();
        Subscription[] once = {Subscription.EMPTY};
        once[0] = local.state().subscribe((before, now) -> {
            if (now instanceof HostState.Opening) {
                return;
            }
            once[0].unsubscribe();
            boolean stillThere = hosts.current().get().equals(Optional.of(local));
            if (stillThere && now instanceof HostState.Failed) {
                goToDemo(demo, "banner.unreadable");
            } else if (stillThere
                    && now instanceof HostState.Open open
                    && !open.snapshot().hasDax()) {
                goToDemo(demo, open.snapshot().hidden().isPresent() ? "banner.unreadable" : "banner.no-dax");
            }
        });
        hosts.select(local.address());
    }

    /**
     * Opens what a person has double-clicked: a saved plan is queued on the host that is looked at, once that was read; anything
     * else is taken for a captured tree.
     *
     * @param plan the text of a plan; empty where the file is none
     */
    public void open(Path file, Optional<String> plan) {
        if (plan.isEmpty()) {
            hosts.select(new HostAddress.Captured(file));
            return;
        }
        try {
            queue(PlanFile.parse(plan.get()));
        } catch (BadDocument e) {
            current.get().ifPresent(desk -> say(desk, WindowTexts.text("plan.said.unreadable", file, e.reason())));
        }
    }

    private void queue(PlanFile file) {
        page.subscribe(new Consumer<>() {
            private boolean done;

            @Override
            public void accept(Optional<Page> shown) {
                Optional<HostWorkspace> ready = shown.map(Page::desk)
                        .filter(desk -> !done
                                && desk.session()
                                        .snapshot()
                                        .filter(Snapshot::hasDax)
                                        .isPresent());
                if (ready.isPresent()) {
                    done = true;
                    ready.get().plan().open(file);
                }
            }
        });
    }

    private void goToDemo(HostAddress demo, String why) {
        demoBanner = Optional.of(new Banner(WindowTexts.text(why), WindowTexts.text("banner.link")));
        hosts.select(demo);
    }

    /** Where the banner's link leads. */
    public void followBanner() {
        hosts.select(new HostAddress.Local());
    }

    public void closeBanner() {
        demoBanner = Optional.empty();
        banner.set(Optional.empty());
    }

    private void look(HostSession session) {
        HostWorkspace desk = desks.computeIfAbsent(
                session.address(),
                address -> HostWorkspace.of(
                        session,
                        InstantSource.system(),
                        zone,
                        () -> theme.dark().get()));
        watching.unsubscribe();
        said = "";
        current.set(Optional.of(desk));
        banner.set(session.address() instanceof HostAddress.Demo ? demoBanner : Optional.empty());
        watching = Subscription.combine(
                session.state().subscribe((before, now) -> refresh(desk)),
                session.readAt().subscribe((before, now) -> refresh(desk)),
                session.trouble().subscribe((before, now) -> refresh(desk)),
                session.unwatched().subscribe((before, now) -> refresh(desk)),
                session.pending().subscribe((before, now) -> refresh(desk)),
                session.findings().subscribe((before, now) -> refresh(desk)),
                desk.selection().devices().subscribe((before, now) -> refresh(desk)),
                desk.board().said().subscribe((before, now) -> say(desk, now)),
                desk.plan().said().subscribe((before, now) -> say(desk, now)));
        refresh(desk);
    }

    private void say(HostWorkspace desk, String words) {
        said = words;
        refresh(desk);
    }

    private void refresh(HostWorkspace desk) {
        // A host that was left may still be telling its listeners of what made us leave it.
        if (!current.get().equals(Optional.of(desk))) {
            return;
        }
        HostSession session = desk.session();
        needsAsking.set(all.get() ? fleet.needsAsking() : session.needsAsking());
        page.set(Optional.of(new Page(
                desk, all.get() ? Screen.FLEET : screenOf(session.state().get()))));
        notices.set(all.get() ? List.of() : noticesOf(desk));
        status.set(new Status(
                session.snapshot().isPresent() && session.trouble().get().isEmpty(),
                reading(session),
                session.connection()
                        .map(HostConnection::rights)
                        .map(WindowTexts::say)
                        .map(ShellViewModel::capital)
                        .orElse(""),
                session.snapshot()
                        .filter(one -> one.hasDax())
                        .map(one -> memory(one.memory()))
                        .orElse(""),
                said.isEmpty() ? selectionWords(desk) : said));
    }

    /** As a sentence begins, which a line of its own is. */
    private static String capital(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private Screen screenOf(HostState state) {
        return switch (state) {
            case HostState.Closed closed -> Screen.OPENING;
            case HostState.Opening opening -> Screen.OPENING;
            case HostState.Failed failed -> Screen.UNREACHABLE;
            case HostState.Open open -> open.snapshot().hasDax() ? view.get() : Screen.THIS_MACHINE;
        };
    }

    private String reading(HostSession session) {
        String time = session.readAt().get().map(this::time).orElse("");
        return switch (session.state().get()) {
            case HostState.Closed closed -> "";
            case HostState.Opening(String stage) -> stage;
            case HostState.Failed failed -> WindowTexts.text("status.unreachable");
            case HostState.Open open ->
                session.trouble().get().isPresent()
                        ? WindowTexts.text("status.not-read", time)
                        : WindowTexts.text(
                                session.unwatched().get().isPresent() ? "status.asked" : "status.live", time);
        };
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private static String memory(MemoryBlocks memory) {
        return memory.blockSize()
                .value()
                .map(size ->
                        WindowTexts.text("status.memory", Sizes.words(size), WindowTexts.value(memory.autoOnline())))
                .orElse("");
    }

    private static String selectionWords(HostWorkspace desk) {
        return desk.selection()
                .newest()
                .flatMap(name -> desk.session().snapshot().flatMap(snapshot -> snapshot.device(name)))
                .map(device -> WindowTexts.text("status.selected", device.name(), WindowTexts.size(device.size())))
                .orElse("");
    }

    /** Reads what is looked at and does not tell of changes by itself. Called every two seconds while there is such a host. */
    public void poll() {
        if (all.get()) {
            fleet.readAll();
            return;
        }
        current.get()
                .map(HostWorkspace::session)
                .filter(HostSession::needsAsking)
                .ifPresent(HostSession::poll);
    }

    /** The user comes back to the window, perhaps from putting right what it said is missing. */
    public void back() {
        current.get().map(HostWorkspace::session).ifPresent(HostSession::lookAgain);
    }

    /** Whether what is looked at must be asked again and again. While it need not, nothing is read unless something happens. */
    public ReadOnlyBooleanProperty needsAsking() {
        return needsAsking.getReadOnlyProperty();
    }

    public void retry() {
        current.get().ifPresent(desk -> desk.session().open());
    }
}
