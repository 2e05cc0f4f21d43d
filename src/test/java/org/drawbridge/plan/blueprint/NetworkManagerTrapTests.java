package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.drawbridge.format.Keyfile;
import org.drawbridge.format.KeyfileFinding;
import org.drawbridge.format.KeyfileReading;
import org.drawbridge.format.NetworkManagerVersion;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The traps of NetworkManager and its keyfiles, each as a step, a check or a finding. */
class NetworkManagerTrapTests extends Traps {

    @ParameterizedTest
    @EnumSource(Release.class)
    void keyfileThatNetworkManagerReadsDifferently(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));

        List<Step.Action> shows = actions(plan, HostCommand.NmShow.class);
        assertThat(shows).hasSize(2);
        assertThat(shows.getFirst().expect()).contains("bridge.stp:no");
        assertThat(shows.getLast().expect()).contains("802-3-ethernet.mac-address:88");
        assertThat(indexOf(plan, HostCommand.NmShow.class)).isLessThan(indexOf(plan, HostCommand.NmUp.class));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void keyfilesAreForRootAlone(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(plans.apply(Profiled.on(plans.netvm())).changes())
                .filteredOn(change -> change.artifact() instanceof Artifact.File file
                        && file.path().isWithin(Keyfiles.FOLDER))
                .hasSize(3)
                .allSatisfy(change -> assertThat(
                                ((Content.FileContent) change.after()).image().modeText())
                        .isEqualTo("0600"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void leaseThatDoesNotCome(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(plans.apply(Profiled.on(plans.netvm())).probes())
                .filteredOn(Probe.HasAddress.class::isInstance)
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void bridgeComesUpByItsPort(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(actions(plans.apply(Profiled.on(plans.netvm())), HostCommand.NmUp.class))
                .extracting(action -> ((HostCommand.NmUp) action.command()).id())
                .containsExactly(release == Release.R2B2 ? "bridge0-eth0" : "drawbridge-bridge0-port");
    }

    @Test
    void portsThatAreLostWhenABridgeGoesDownAndUp() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));

        Plan change = plans.apply(OFFICE.stp());

        assertThat(PlanWalk.titles(change)).contains("shut down work", "start work");
        assertThat(PlanWalk.titles(change).indexOf("shut down work"))
                .isLessThan(PlanWalk.titles(change).indexOf("sys-net: take bridge0 down"));
        plans.run(change);
        assertThat(plans.apply(OFFICE.stp()).steps()).isEmpty();
        plans.back();
        assertThat(plans.apply(OFFICE).steps()).isEmpty();
    }

    @Test
    void autoconnectAfterAReboot() {
        Plan hardened = LabPlans.of(folder.resolve("a"), Release.R2B2).apply(Profiled.on("netvm"));
        Plan seed = LabPlans.of(folder.resolve("b"), Release.R2B2)
                .apply(Profiled.on("netvm").seed());

        assertThat(PlanText.of(hardened)).contains("| autoconnect=true").doesNotContain("| autoconnect=false");
        assertThat(PlanText.of(seed)).contains("| autoconnect=false");
        assertFound(seed, Severity.WARNING, "seed-autoconnect");
        assertThat(codes(hardened)).doesNotContain("seed-autoconnect");
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R2B2", mode = EnumSource.Mode.EXCLUDE)
    void ipv6OnTheBridge(Release release) {
        Plan plan = on(release).apply(OFFICE);

        assertFound(plan, Severity.NOTE, "ipv6-off");
        assertThat(PlanText.of(plan)).contains("| [ipv6]\n    | method=disabled");
    }

    /** A keyfile that NetworkManager does not take as it is written: what is changed in it, and which of the two it is. */
    record Misread(Release release, String file, String was, String is) {}

    static Stream<Misread> misread() {
        return Stream.of(Release.values())
                .flatMap(release -> Stream.of(
                        new Misread(release, "bridge", "stp=false", "stp=maybe"),
                        new Misread(release, "port", "mac-address=88:AE:1D:AE:30:31", "mac-address=zz"),
                        new Misread(release, "port", release.usesIptables() ? "master=" : "controller=", "unknown=")));
    }

    @ParameterizedTest
    @MethodSource("misread")
    void valueThatNetworkManagerDropsIsSeenBeforeTheBridgeComesUp(Misread misread) {
        LabPlans plans = LabPlans.of(folder, misread.release());
        Plan plan = plans.apply(Profiled.on(plans.netvm()));
        for (Step.Change change : keyfiles(plan, plans.netvm())) {
            FileImage image = ((Content.FileContent) change.after()).image();
            String text = Templates.text(image);
            boolean isPort = text.contains("-type=bridge");
            String written = isPort == misread.file().equals("port") ? text.replace(misread.was(), misread.is()) : text;
            write(plans, change, image.withContent(bytes(written)));
        }
        reload(plans);

        assertThat(actions(plan, HostCommand.NmShow.class))
                .as("what NetworkManager took")
                .anyMatch(action -> !isAsExpected(plans, action));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void keyfileThatOthersMayReadIsSeenBeforeTheBridgeComesUp(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));
        for (Step.Change change : keyfiles(plan, plans.netvm())) {
            FileImage image = ((Content.FileContent) change.after()).image();
            write(plans, change, new FileImage(image.content(), 0644, image.owner(), image.group()));
        }
        reload(plans);

        assertThat(actions(plan, HostCommand.NmShow.class)).hasSize(2).noneMatch(action -> isAsExpected(plans, action));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void keyfilesOfOursAreTakenAsTheyAreWritten(Release release) {
        NetworkManagerVersion version = NetworkManagerVersion.of(release.usesIptables() ? "1.40" : "1.52");
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm())
                .with("personal", release == Release.R4_3 ? Mode.ADDITIONAL : Mode.REPLACE, Profiled.STATIC);

        for (Profiled each : List.of(profile, profile.stp().address(Profiled.STATIC))) {
            assertThat(plans.apply(each).changes())
                    .filteredOn(change -> change.artifact() instanceof Artifact.File file
                            && file.path().isWithin(Keyfiles.FOLDER))
                    .hasSize(4)
                    .allSatisfy(change -> assertThat(KeyfileReading.check(
                                    Keyfile.parse(((Content.FileContent) change.after())
                                            .image()
                                            .content()),
                                    version))
                            .filteredOn(finding -> finding.effect() != KeyfileFinding.Effect.OLD_NAME)
                            // NetworkManager 0.9 wants the name in the group of the bridge, and the recipe has it
                            // there.
                            .filteredOn(finding -> !finding.key().equals("duplex"))
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.42.4, master, slave-type", "1.46.0, controller, port-type", "1.52.1, controller, port-type"})
    void portIsWrittenAsTheNetworkManagerOfTheNetQubeReadsIt(String version, String bridge, String type) {
        for (Release release : List.of(Release.R4_2, Release.R4_3)) {
            LabPlans plans = LabPlans.of(folder.resolve(release.label()), release);

            Plan plan = plans.apply(OFFICE, survey -> withVersion(survey, "nmcli tool, version " + version));

            assertThat(PlanText.of(plan)).contains("| " + bridge + "=", "| " + type + "=bridge");
        }
    }

    @Test
    void portIsWrittenAsUsualWhereNoVersionIsTold() {
        assertThat(PlanText.of(on(Release.R4_3).apply(OFFICE, survey -> withVersion(survey, "command not found"))))
                .contains("| controller=", "| port-type=bridge");
        assertThat(PlanText.of(LabPlans.of(folder.resolve("other"), Release.R4_2)
                        .apply(OFFICE, survey -> withVersion(survey, ""))))
                .contains("| master=", "| slave-type=bridge");
    }

    @Test
    void keyfileOfAnotherHandThatMatchesAnyCard() {
        LabPlans plans = on(Release.R4_2);
        keyfile(plans, "office", "[connection]\nid=o\nuuid=%s\ntype=ethernet\n[ethernet]\nmac-address=zz\n", 0600);

        assertThat(assertFound(plans.apply(OFFICE), Severity.WARNING, "keyfile-matches-any-card")
                        .message())
                .contains("office.nmconnection", "mac-address=zz", "any card");
    }

    @Test
    void keyfilesOfAnotherHandThatAreMisread() {
        LabPlans plans = on(Release.R4_1);
        String good = "[connection]\nid=o\nuuid=%s\ntype=ethernet\n";
        keyfile(plans, "good", good, 0600);
        keyfile(plans, "open", good + "[ethernet]\nmac-address=zz\n", 0644);
        keyfile(plans, "flag", good + "autoconnect=maybe\n", 0600);
        keyfile(plans, "new", good + "controller=bridge9\nport-type=bridge\n", 0600);
        keyfile(plans, "broken", "what is this\n", 0600);

        assertThat(plans.apply(OFFICE).findings())
                .filteredOn(finding -> finding.code().equals("keyfile-misread"))
                .extracting(Finding::message)
                .satisfiesExactlyInAnyOrder(
                        open -> assertThat(open)
                                .contains("open.nmconnection", "It says mode 0644, which it takes as nothing"),
                        flag -> assertThat(flag)
                                .contains("flag.nmconnection", "[connection] autoconnect=maybe", "true"),
                        fresh -> assertThat(fresh).contains("new.nmconnection", "controller=bridge9"),
                        broken -> assertThat(broken).contains("broken.nmconnection", "line 1"));
        assertThat(codes(plans.apply(OFFICE))).doesNotContain("keyfile-matches-any-card");
        assertThat(codes(plans.remove(OFFICE))).doesNotContain("keyfile-misread");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void keyfileInTheTemplateComesBackAtEveryStart(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm()).alone();
        QubeName net = QubeName.of(plans.netvm());
        QubeName template = plans.lab().qube(net).orElseThrow().template();
        Plan apply = plans.run(plans.apply(profile));
        plans.lab().start(template);
        for (Step.Change change : keyfiles(apply, plans.netvm())) {
            HostPath path = TemplateKeyfilesRule.FOLDER.resolve(
                    HostPath.of(change.artifact().locator()).name());
            plans.lab().write(Place.in(template), path, ((Content.FileContent) change.after()).image(), Expected.NEW);
        }

        Plan remove = plans.remove(profile);

        assertThat(assertFound(remove, Severity.WARNING, "keyfile-in-template").message())
                .contains(template.value(), "bridge0");
        plans.run(remove);
        plans.lab().shutdown(template);
        restart(plans, net);
        assertThat(plans.lab().links(net)).anyMatch(Link::isBridge);
        assertFound(plans.remove(profile), Severity.NOTE, "template-keyfiles-unseen");
    }

    @Test
    void templateWithoutSuchKeyfilesIsFine() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().start(QubeName.of("fedora-42-xfce"));

        assertThat(codes(plans.apply(OFFICE))).doesNotContain("keyfile-in-template", "template-keyfiles-unseen");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void bridgeAfterAStartOfTheNetQube(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        QubeName net = QubeName.of(plans.netvm());
        plans.run(plans.apply(Profiled.on(plans.netvm()).alone()));

        restart(plans, net);

        assertThat(plans.lab().links(net)).filteredOn(Link::isBridge).hasSize(1);
        assertThat(plans.lab().links(net))
                .filteredOn(link -> link.master() != null)
                .extracting(Link::mac)
                .containsExactly(MacAddress.of("88:ae:1d:ae:30:31"));
    }

    @Test
    void bridgeOfTheSeedIsGoneAfterAStartOfTheNetQubeAndTheNextPlanRaisesIt() {
        LabPlans plans = on(Release.R2B2);
        QubeName net = QubeName.of("netvm");
        Profiled seed = Profiled.on("netvm").seed().alone();
        plans.run(plans.apply(seed));
        restart(plans, net);
        assertThat(plans.lab().links(net)).noneMatch(Link::isBridge);

        plans.run(plans.apply(seed));

        assertThat(plans.lab().links(net)).anyMatch(Link::isBridge);
    }

    @Test
    void keyfileThatAnAgentRewritesInItsOwnForm() {
        LabPlans plans = on(Release.R4_3);
        Plan apply = plans.run(plans.apply(OFFICE));
        for (Step.Change change : keyfiles(apply, "sys-net")) {
            FileImage image = ((Content.FileContent) change.after()).image();
            String own = Templates.text(image)
                    .replaceFirst("(?s)^# Written by Drawbridge[^\n]*\n", "")
                    .replace("autoconnect=true\n", "")
                    .replace("[ethernet]", "[802-3-ethernet]");
            plans.lab()
                    .write(NET, HostPath.of(change.artifact().locator()), image.withContent(bytes(own)), Expected.ANY);
        }

        assertThat(plans.apply(OFFICE).steps()).isEmpty();
        Plan remove = plans.remove(OFFICE);
        assertThat(codes(remove)).doesNotContain("file-edited", "file-foreign");
        plans.run(remove);
        assertThat(plans.lab().list(NET, Keyfiles.FOLDER)).noneMatch(name -> name.contains("drawbridge"));
    }

    @Test
    void keyfileOfOursThatNobodyUnderstandsAnyMoreIsWrittenAnew() {
        LabPlans plans = on(Release.R4_3);
        Plan apply = plans.run(plans.apply(OFFICE));
        Step.Change port = keyfiles(apply, "sys-net").getLast();
        HostPath path = HostPath.of(port.artifact().locator());
        FileImage image = ((Content.FileContent) port.after()).image();
        plans.lab().write(NET, path, image.withContent(bytes("# Written by Drawbridge\nbroken\n")), Expected.ANY);

        Plan again = plans.apply(OFFICE);

        assertFound(again, Severity.WARNING, "file-edited");
        assertThat(again.changes()).extracting(Step.Change::after).contains(port.after());
    }

    private static List<Step.Change> keyfiles(Plan plan, String netvm) {
        return plan.changes().stream()
                .filter(change -> change.artifact() instanceof Artifact.File file
                        && file.path().isWithin(Keyfiles.FOLDER)
                        && file.place().equals(Place.in(QubeName.of(netvm))))
                .toList();
    }

    private static void write(LabPlans plans, Step.Change change, FileImage image) {
        plans.lab()
                .write(change.artifact().where(), HostPath.of(change.artifact().locator()), image, Expected.ANY);
    }

    private static void reload(LabPlans plans) {
        if (plans.lab().release() != Release.R2B2) {
            plans.lab().run(new HostCommand.NmReload(NET), OutputListener.SILENT);
        }
    }

    private static boolean isAsExpected(LabPlans plans, Step.Action show) {
        try {
            List<String> lines =
                    plans.lab().run(show.command(), OutputListener.SILENT).output();
            return show.expect().stream()
                    .allMatch(expected -> lines.stream().anyMatch(line -> line.contains(expected)));
        } catch (HostException.CommandFailed unknown) {
            return false;
        }
    }

    private static Survey withVersion(Survey survey, String line) {
        Map<HostCommand, CommandResult> outputs = new LinkedHashMap<>(survey.outputs());
        outputs.put(new HostCommand.NmVersion(NET), CommandResult.success(line));
        return new Survey(
                survey.release(),
                survey.qubes(),
                survey.links(),
                survey.files(),
                survey.folders(),
                outputs,
                survey.services(),
                survey.troubles());
    }

    private static void keyfile(LabPlans plans, String name, String text, int mode) {
        String uuid = UUID.nameUUIDFromBytes(bytes(name)).toString();
        plans.lab()
                .write(
                        NET,
                        Keyfiles.FOLDER.resolve(name + ".nmconnection"),
                        FileImage.ofRoot(bytes(text.formatted(uuid)), mode),
                        Expected.NEW);
    }

    /** Starts a net qube anew, with what hangs on it out of the way. */
    private static void restart(LabPlans plans, QubeName net) {
        List<QubeName> behind = plans.lab().qubes().stream()
                .filter(qube -> qube.power() == PowerState.RUNNING && qube.netvm() != null)
                .map(QubeReport::name)
                .toList();
        behind.reversed().forEach(plans.lab()::shutdown);
        plans.lab().shutdown(net);
        plans.lab().start(net);
    }
}
