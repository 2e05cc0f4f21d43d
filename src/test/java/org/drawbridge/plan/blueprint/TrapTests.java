package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.PatchText;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every trap that is known of bridges on Qubes is a step, a check or a finding. */
class TrapTests {

    private static final QubeName WORK = QubeName.of("work");
    private static final QubeName SYS_NET = QubeName.of("sys-net");
    private static final Place NET = Place.in(SYS_NET);
    private static final Profiled OFFICE = Profiled.on("sys-net");

    @TempDir
    Path folder;

    // The net qube and its card

    @ParameterizedTest
    @EnumSource(Release.class)
    void wirelessUplink(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertBlocked(plans.apply(Profiled.on(plans.netvm()).mac("88:ae:1d:ae:30:33")), "wireless-uplink");
    }

    @Test
    void unknownCardIsABlockerThatNamesTheCardsThatAreThere() {
        Plan plan = on(Release.R4_2).apply(OFFICE.mac("02:00:00:00:00:01"));

        assertThat(assertBlocked(plan, "uplink-missing").message()).contains("ens6 (88:ae:1d:ae:30:31)");
    }

    @Test
    void unknownCardInAQubeWithoutCards() {
        Plan plan = on(Release.R4_2).apply(Profiled.on("sys-firewall"));

        assertThat(assertBlocked(plan, "uplink-missing").message()).contains("none at all");
    }

    @Test
    void cardThatIsTakenByAnotherBridge() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE.alone()));

        assertBlocked(
                plans.apply(OFFICE.id(2).bridge("bridge1").with("personal", Mode.REPLACE, Profiled.DHCP)),
                "uplink-taken");
    }

    @Test
    void cardToldByNameIsBoundByItsAddress() {
        Plan plan = on(Release.R4_2).apply(OFFICE.card("ens6"));

        assertFound(plan, Severity.NOTE, "uplink-by-name");
        assertThat(PlanText.of(plan))
                .contains("| mac-address=88:AE:1D:AE:30:31")
                .doesNotContain("interface-name=ens6");
    }

    @Test
    void netQubeThatIsNotThere() {
        assertBlocked(on(Release.R4_2).apply(Profiled.on("nowhere")), "net-qube-missing");
    }

    @Test
    void netQubeThatProvidesNoNetwork() {
        assertBlocked(on(Release.R4_2).apply(Profiled.on("vault")), "net-qube-unfit");
    }

    @Test
    void netQubeThatIsHaltedShowsNothing() {
        Plan plan = on(Release.R4_2).apply(Profiled.on("lab-router"));

        assertBlocked(plan, "net-qube-halted");
    }

    @Test
    void disposableNetQubeMustNotShareItsTemplate() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().start(QubeName.of("sys-net-disp"));

        Plan plan = plans.apply(Profiled.on("sys-net-disp").mac("88:ae:1d:ae:30:41"));

        assertThat(assertBlocked(plan, "disposable-template-shared").message()).contains("default-dvm");
    }

    @Test
    void customPersistIgnoresTheScript() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setFeature(SYS_NET, "service.custom-persist", "1");

        assertBlocked(plans.apply(OFFICE), "custom-persist");
    }

    @Test
    void customPersistThatIsOffIsNone() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setFeature(SYS_NET, "service.custom-persist", "");

        assertThat(plans.apply(OFFICE).applicable()).isTrue();
    }

    @Test
    void vifBridgeThatIsNotExecutable() {
        LabPlans plans = on(Release.R4_2);
        FileImage image = plans.lab().read(NET, NetQubeRule.VIF_BRIDGE).orElseThrow();
        FileImage plain = new FileImage(image.content(), 0644, image.owner(), image.group());
        plans.lab().write(NET, NetQubeRule.VIF_BRIDGE, plain, Expected.ANY);

        assertBlocked(plans.apply(OFFICE), "vif-bridge-missing");
    }

    @Test
    void bridgeOfAnotherHandWithThatName() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE.alone()));

        assertBlocked(plans.apply(OFFICE.id(2).mac("88:ae:1d:ae:30:32")), "bridge-foreign");
    }

    @Test
    void bridgeThatIsUpCannotMoveToAnotherName() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));

        assertBlocked(plans.apply(OFFICE.bridge("bridge1")), "bridge-moved");
    }

    @Test
    void spanningTree() {
        assertFound(on(Release.R4_2).apply(OFFICE.stp()), Severity.WARNING, "stp-on");
    }

    // NetworkManager

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

    // Rules

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_1"})
    void rulesInForceChangeByDeltaTableByTable(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));

        List<Step.Action> deltas = actions(plan, HostCommand.IptablesDelta.class);
        assertThat(deltas)
                .extracting(action -> ((HostCommand.IptablesDelta) action.command()).table())
                .containsExactly("filter", "nat");
        assertThat(deltas).allSatisfy(action -> {
            assertThat(action.check()).isPresent();
            assertThat(action.undo()).isNotEmpty();
        });
        assertThat(plan.probes())
                .filteredOn(probe -> probe instanceof Probe.RulesInForce && probe.onlyIfBefore())
                .singleElement()
                .satisfies(
                        probe -> assertThat(((Probe.RulesInForce) probe).check().present())
                                .anyMatch(text -> text.contains("PR-QBS")));
    }

    @Test
    void masqueradeRangeCoversTheHostsRealAddresses() {
        LabPlans plans = on(Release.R2B2);
        plans.lab().setProperty(QubeName.of("personal"), "netvm", "netvm");
        assertThat(RuleTexts.range(survey(plans))).isEqualTo("10.137.1.0-10.137.2.255");
        LabPlans r41 = LabPlans.of(folder.resolve("other"), Release.R4_1);

        assertThat(PlanText.of(r41.apply(OFFICE))).contains("--src-range 10.137.0.0-10.138.255.255 -j MASQUERADE");
    }

    @Test
    void bridgeNetfilterThatIsOn() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().run(new HostCommand.LoadBridgeNetfilter(NET), OutputListener.SILENT);

        Plan plan = plans.apply(OFFICE);

        assertFound(plan, Severity.WARNING, "bridge-netfilter-on");
        assertThat(actions(plan, HostCommand.LoadBridgeNetfilter.class)).isEmpty();
        assertThat(actions(plan, HostCommand.SetBridgeSwitch.class))
                .hasSize(3)
                .allSatisfy(action -> assertThat(
                                ((HostCommand.SetBridgeSwitch) action.undo().getFirst()).on())
                        .isTrue());
        plans.run(plan);
        plans.run(plans.remove(OFFICE));
        assertThat(plans.lab()
                        .run(new HostCommand.GetBridgeSwitch(NET, BridgeSwitch.IPTABLES), OutputListener.SILENT)
                        .output())
                .containsExactly("1");
    }

    @Test
    void bridgeNetfilterIsSetBeforeAnyQubeIsPluggedIn() {
        Plan plan = on(Release.R4_2).apply(OFFICE);

        assertThat(indexOf(plan, HostCommand.SetBridgeSwitch.class))
                .isLessThan(PlanWalk.titles(plan).indexOf("start work"));
        assertThat(PlanText.of(plan))
                .contains("| modprobe br_netfilter", "| sysctl -q -w net.bridge.bridge-nf-call-iptables=0");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void connectionsThatOutliveARule(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled seed = Profiled.on(plans.netvm()).seed();
        Plan apply = plans.run(plans.apply(seed));

        assertThat(apply.actions())
                .anyMatch(action -> action.undo().stream().anyMatch(HostCommand.ConntrackPurge.class::isInstance));
        assertThat(actions(plans.remove(seed), HostCommand.ConntrackPurge.class))
                .isNotEmpty();
        assertThat(actions(plans.apply(Profiled.on(plans.netvm())), HostCommand.ConntrackPurge.class))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void seedRuleOpensRoutedQubes(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(codes(plans.apply(Profiled.on(plans.netvm()).seed())))
                .contains("seed-opens-routed-qubes", "routed-qubes-exposed");
        assertThat(codes(plans.apply(Profiled.on(plans.netvm()))))
                .doesNotContain("seed-opens-routed-qubes", "routed-qubes-exposed");
    }

    @Test
    void rulesFileThatCannotBeUnderstood() {
        LabPlans plans = on(Release.R2B2);
        rules(plans, text -> text.replace("*nat", "*nat\nwhat is this"));

        assertThat(assertBlocked(plans.apply(Profiled.on("netvm")), "rules-unreadable")
                        .message())
                .contains("Line 3");
    }

    @Test
    void rulesFileThatAnotherHandMadeAnother() {
        LabPlans plans = on(Release.R2B2);
        rules(plans, text -> text.replace("-A POSTROUTING -j MASQUERADE\n", ""));

        assertBlocked(plans.apply(Profiled.on("netvm")), "rules-not-stock");
    }

    @Test
    void rulesFileKeepsEveryByteOfTheUsersOwn() {
        LabPlans plans = on(Release.R2B2);
        rules(plans, text -> text.replace("*filter", "# mine\n*filter"));
        Plan apply = plans.run(plans.apply(Profiled.on("netvm")));
        rules(plans, text -> text.replace("# mine", "# still mine"));
        plans.lab().start(QubeName.of("fedora-x86_64"));

        Plan remove = plans.remove(Profiled.on("netvm"));
        plans.run(remove);

        assertThat(apply.applicable()).isTrue();
        String after = text(plans, Place.in(QubeName.of("fedora-x86_64")), TemplateRules.PATH);
        assertThat(after)
                .contains("# still mine\n")
                .doesNotContain("Bridge support")
                .contains("\n-A POSTROUTING -j MASQUERADE\n");
    }

    @Test
    void templateThatIsHaltedIsReadThroughARunningQube() {
        LabPlans plans = on(Release.R2B2);
        Plan plan = plans.apply(Profiled.on("netvm"));

        Step.Change change = plan.changes().stream()
                .filter(each -> each.artifact().locator().equals(TemplateRules.PATH.value()))
                .findFirst()
                .orElseThrow();
        assertThat(change.artifact().where().label()).isEqualTo("fedora-x86_64");
        assertThat(change.why()).contains("fedora-x86_64");
        assertThat(PlanWalk.titles(plan))
                .containsSubsequence(
                        "start fedora-x86_64",
                        "fedora-x86_64: change /etc/sysconfig/iptables",
                        "shut down fedora-x86_64",
                        "start work");
    }

    // dom0

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R4_1", "R4_2"})
    void templateCacheOfQubesd(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.run(plans.apply(OFFICE));

        assertThat(actions(plan, HostCommand.RestartQubesd.class)).hasSize(1);
        assertFound(plan, Severity.NOTE, "qubesd-restart");
        Plan remove = plans.remove(OFFICE);
        assertThat(actions(remove, HostCommand.RestartQubesd.class)).isEmpty();
        assertThat(actions(remove, HostCommand.QubesdState.class))
                .singleElement()
                .satisfies(action -> assertThat(action.undo()).containsExactly(new HostCommand.RestartQubesd()));
    }

    @Test
    void overrideThatAReleaseSilentlyIgnores() {
        LabPlans plans = on(Release.R4_3);
        FileImage stock = plans.lab().read(Place.DOM0, ByNameTemplate.XEN).orElseThrow();
        String old = Templates.text(stock).replace(ByNameTemplate.BLOCK, "");
        plans.lab().write(Place.DOM0, ByNameTemplate.XEN, stock.withContent(bytes(old)), Expected.ANY);

        assertBlocked(plans.apply(OFFICE), "override-ignored");
    }

    @Test
    void overrideOfAnotherHandIsShown() {
        LabPlans plans = on(Release.R4_2);
        plans.lab()
                .write(Place.DOM0, DeviceTemplate.OVERRIDE, FileImage.ofRoot(bytes("<mine/>\n"), 0644), Expected.NEW);

        assertThat(assertBlocked(plans.apply(OFFICE), "file-foreign").message()).contains("<mine/>");
    }

    @Test
    void overrideForOneQubeOfAnotherHandIsShown() {
        LabPlans plans = on(Release.R4_3);
        HostPath path = Templates.byName(WORK);
        plans.lab().write(Place.DOM0, path, FileImage.ofRoot(bytes("<mine/>\n"), 0644), Expected.NEW);

        assertThat(assertBlocked(plans.apply(OFFICE), "file-foreign").message()).contains(path.value());
    }

    @Test
    void stockTemplateThatIsMissing() {
        LabPlans plans = on(Release.R4_1);
        plans.lab().delete(Place.DOM0, DeviceTemplate.STOCK, Expected.ANY);

        assertBlocked(plans.apply(OFFICE), "stock-template-missing");
    }

    @Test
    void stockTemplateIsWrappedByteForByte() {
        LabPlans plans = on(Release.R4_2);
        String stock = text(plans, Place.DOM0, DeviceTemplate.STOCK);
        plans.run(plans.apply(OFFICE));

        assertThat(text(plans, Place.DOM0, DeviceTemplate.OVERRIDE)).contains(stock);
        assertThat(DeviceTemplate.text("no end")).contains("\nno end\n{% endif %}");
    }

    @Test
    void templateOfTheUserForAllQubesIsExtended() {
        LabPlans plans = on(Release.R4_3);
        plans.lab()
                .write(
                        Place.DOM0,
                        ByNameTemplate.USER,
                        FileImage.ofRoot(bytes("{% extends 'libvirt/xen.xml' %}\n"), 0644),
                        Expected.NEW);

        assertThat(PlanText.of(plans.apply(OFFICE))).contains("{% extends 'libvirt/xen-user.xml' %}");
    }

    @Test
    void qubeThatTakesAnOldNameStartsRouted() {
        assertThat(PlanText.of(on(Release.R4_3).apply(OFFICE)))
                .contains("{% if vm.netvm and vm.features.get('drawbridge-bridge', '') == 'bridge0' -%}");
    }

    @Test
    void deviceTemplateStaysWhileAnotherBridgeNeedsIt() {
        LabPlans plans = on(Release.R4_2);
        Profiled second = OFFICE.id(2)
                .bridge("bridge1")
                .mac("88:ae:1d:ae:30:32")
                .alone()
                .with("personal", Mode.REPLACE, Profiled.DHCP);
        plans.run(plans.apply(OFFICE));
        Plan apply = plans.run(plans.apply(second));
        assertThat(actions(apply, HostCommand.RestartQubesd.class)).isEmpty();

        plans.run(plans.remove(OFFICE));

        assertThat(plans.lab().read(Place.DOM0, DeviceTemplate.OVERRIDE)).isPresent();
        plans.run(plans.remove(second));
        assertThat(plans.lab().read(Place.DOM0, DeviceTemplate.OVERRIDE)).isEmpty();
    }

    @Test
    void patchThatIsMissing() {
        LabPlans plans = on(Release.R2B2);
        Request request = new Request(
                Profiled.on("netvm").profile(), Plan.Kind.APPLY, Baseline.empty(), new FileMemory(), List.of());

        assertThat(plans.plan(request).findings())
                .filteredOn(finding -> finding.code().equals("patch-missing"))
                .hasSize(3);
    }

    @Test
    void patchThatDoesNotApplyNamesItsHunk() {
        LabPlans plans = on(Release.R2B2);
        HostPath path = PatchTargets.path("qubes.py");
        FileImage stock = plans.lab().read(Place.DOM0, path).orElseThrow();
        plans.lab().write(Place.DOM0, path, stock.withContent(bytes("other\n")), Expected.ANY);

        Finding finding = assertBlocked(plans.apply(Profiled.on("netvm")), "patch-does-not-apply");
        assertThat(finding.message()).contains("hunk 1", "@@ -24,6 +24,7 @@", "\"netvm\": {\"default\"");
    }

    @Test
    void patchThatIsNoDiff() {
        LabPlans plans = on(Release.R2B2);
        List<PatchText> patches = List.of(new PatchText("x", "qubes.py", "nothing", false));
        Request request = new Request(
                Profiled.on("netvm").profile(), Plan.Kind.APPLY, Baseline.empty(), new FileMemory(), patches);

        assertBlocked(plans.plan(request), "patch-unreadable");
    }

    @Test
    void patchTargetThatIsMissing() {
        LabPlans plans = on(Release.R2B2);
        plans.lab().delete(Place.DOM0, PatchTargets.path("settings.py"), Expected.ANY);

        assertBlocked(plans.apply(Profiled.on("netvm")), "patch-target-missing");
    }

    @Test
    void origFilesThatPatchLeaves() {
        LabPlans plans = on(Release.R2B2);
        HostPath left = HostPath.of(PatchTargets.path("qubes.py") + ".orig");
        plans.lab().write(Place.DOM0, left, FileImage.ofRoot(bytes("old\n"), 0644), Expected.NEW);

        Plan plan = plans.run(plans.apply(Profiled.on("netvm")));

        assertThat(assertFound(plan, Severity.NOTE, "patch-leftovers").message())
                .contains(left.value());
        assertThat(plans.lab().list(Place.DOM0, PatchTargets.folder(left)))
                .containsExactly("qubes.py", "qubes.py.orig");
    }

    @Test
    void patchedFileThatAnotherHandEditedSinceLosesThePatchOnly() {
        LabPlans plans = on(Release.R2B2);
        HostPath path = PatchTargets.path("settings.py");
        String stock = text(plans, Place.DOM0, path);
        plans.run(plans.apply(Profiled.on("netvm")));
        FileImage patched = plans.lab().read(Place.DOM0, path).orElseThrow();
        plans.lab()
                .write(
                        Place.DOM0,
                        path,
                        patched.withContent(bytes(Templates.text(patched) + "# mine\n")),
                        Expected.ANY);

        plans.run(plans.remove(Profiled.on("netvm")));

        assertThat(text(plans, Place.DOM0, path)).isEqualTo(stock + "# mine\n");
    }

    // The attached qubes

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R2B2", mode = EnumSource.Mode.EXCLUDE)
    void allQubesShareOneAddress(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled two = OFFICE.with("personal", Mode.REPLACE, Profiled.DHCP);
        plans.run(plans.apply(two));

        MacAddress work = plans.lab().qube(WORK).orElseThrow().mac();
        MacAddress personal =
                plans.lab().qube(QubeName.of("personal")).orElseThrow().mac();
        assertThat(work.value()).startsWith("00:16:3e:").isNotEqualTo("00:16:3e:5e:6c:00");
        assertThat(personal).isNotEqualTo(work);
        Plan remove = plans.remove(two);
        assertThat(remove.changes())
                .filteredOn(change -> change.artifact().locator().equals("mac"))
                .hasSize(2)
                .allSatisfy(change -> assertThat(((Content.Setting) change.after()).isDefault())
                        .isTrue());
    }

    @Test
    void addressThatAUserGaveStays() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "mac", "00:16:3e:00:00:07");

        Plan plan = plans.apply(OFFICE);

        assertThat(plan.changes())
                .noneMatch(change -> change.artifact().locator().equals("mac"));
        assertThat(PlanText.of(plan)).contains("| mac-address=00:16:3E:00:00:07");
    }

    @Test
    void addressThatAnotherQubeHasIsNotTaken() {
        LabPlans plans = on(Release.R4_2);
        MacAddress first = MacChoice.of(WORK, "eth0", survey(plans));
        plans.lab().setProperty(QubeName.of("vault"), "mac", first.value());

        assertThat(MacChoice.of(WORK, "eth0", survey(plans))).isNotEqualTo(first);
    }

    @Test
    void propertyThatWasDefaultGoesBackByResetAndNotBySet() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.run(plans.remove(OFFICE));

        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isTrue();
    }

    @Test
    void propertyThatWasSetGoesBackBySet() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setProperty(WORK, "netvm", "sys-firewall");
        plans.run(plans.apply(OFFICE));
        plans.run(plans.remove(OFFICE));

        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isFalse();
    }

    @Test
    void propertyThatAnotherHandChangedSinceStays() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "netvm", "");

        Plan remove = plans.remove(OFFICE);

        assertThat(assertFound(remove, Severity.NOTE, "changed-since").message())
                .contains("work: property netvm", "(none)");
        assertThat(remove.changes())
                .noneMatch(change -> change.artifact().locator().equals("netvm"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void netvmNeverChangesWhileTheQubeRuns(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));

        List<String> titles = PlanWalk.titles(plan);
        int netvm = titles.indexOf(titles.stream()
                .filter(title -> title.startsWith("work: netvm"))
                .findFirst()
                .orElseThrow());
        assertThat(titles.indexOf("shut down work")).isLessThan(netvm);
        assertThat(titles.indexOf("start work")).isGreaterThan(netvm);
        assertThat(codes(plan).contains("netvm-of-running-qube")).isEqualTo(release == Release.R4_3);
    }

    @Test
    void qubeThatLeavesLooksOffTheBridgeAfterwards() {
        LabPlans plans = on(Release.R4_3);
        plans.run(plans.apply(OFFICE));

        assertThat(plans.remove(OFFICE).probes()).anyMatch(Probe.QubeOffBridge.class::isInstance);
    }

    @Test
    void hvmQubesAreRefused() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setProperty(WORK, "virt_mode", "hvm");

        assertThat(assertBlocked(plans.apply(OFFICE), "hvm").why()).contains("DHCP server");
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R4_3", mode = EnumSource.Mode.EXCLUDE)
    void secondCardBeforeR43(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertBlocked(
                plans.apply(Profiled.on(plans.netvm()).with("work", Mode.ADDITIONAL, Profiled.DHCP)),
                "additional-unsupported");
    }

    @Test
    void secondCardTakesNoDefaultRoute() {
        Plan plan = on(Release.R4_3).apply(OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP));

        assertFound(plan, Severity.WARNING, "additional-second-card");
        assertThat(PlanText.of(plan)).contains("| never-default=true", "| {{ super() }}");
        assertThat(plan.changes())
                .noneMatch(change -> change.artifact().locator().equals("netvm"));
    }

    @Test
    void cloneThatInheritsABridge() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.lab().shutdown(WORK);
        plans.lab().hands().cloneQube(WORK, QubeName.of("work-clone"));

        Plan plan = plans.apply(OFFICE.stp());

        assertThat(codes(plan)).contains("bridge-inherited", "mac-duplicate");
    }

    @Test
    void disposablesInherit() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setProperty(WORK, "template_for_dispvms", "True");

        assertFound(plans.apply(OFFICE), Severity.WARNING, "disposables-inherit");
    }

    @Test
    void qubeThatIsOnAnotherBridge() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setFeature(WORK, R4Members.FEATURE, "bridge9");

        assertThat(assertBlocked(plans.apply(OFFICE), "qube-on-other-bridge").message())
                .contains("bridge9");
    }

    @Test
    void qubeThatIsNotThere() {
        assertBlocked(on(Release.R4_2).apply(OFFICE.with("nobody", Mode.REPLACE, Profiled.DHCP)), "qube-missing");
    }

    @Test
    void qubeThatKeepsNoFiles() {
        assertBlocked(on(Release.R4_2).apply(OFFICE.with("sys-net-disp", Mode.REPLACE, Profiled.DHCP)), "qube-unfit");
    }

    @Test
    void qubeThatOthersHangOn() {
        Plan plan = on(Release.R4_2).apply(OFFICE.with("sys-firewall", Mode.REPLACE, Profiled.DHCP));

        assertThat(assertBlocked(plan, "qube-has-dependents").message()).contains("work");
    }

    @Test
    void qubeWithoutNetworkManager() {
        LabPlans plans = on(Release.R4_2);
        Place template = Place.in(QubeName.of("fedora-42-xfce"));
        plans.lab().start(QubeName.of("fedora-42-xfce"));
        plans.lab().delete(template, MemberRule.marker(Release.R4_2), Expected.ANY);

        assertBlocked(plans.apply(OFFICE), "network-manager-missing");
    }

    @Test
    void qubeWhoseTemplateCannotBeSeen() {
        assertFound(
                on(Release.R4_2).apply(OFFICE.with("personal", Mode.REPLACE, Profiled.DHCP)),
                Severity.WARNING,
                "network-manager-unseen");
    }

    @Test
    void fallBackToTheAddressOfQubes() {
        assertThat(PlanText.of(on(Release.R4_2).apply(OFFICE)))
                .contains(
                        "| autoconnect-priority=1\n    | autoconnect-retries=0",
                        "work: service network-manager (not set) → on");
    }

    @Test
    void haltedQubeIsStartedForAMomentAndItsWayToTheNetworkToo() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().shutdown(WORK);
        plans.lab().shutdown(QubeName.of("sys-firewall"));

        Plan plan = plans.apply(OFFICE);

        assertFound(plan, Severity.NOTE, "qube-started");
        assertThat(PlanWalk.titles(plan))
                .startsWith("start sys-firewall", "start work")
                .containsSubsequence(
                        "shut down work", "shut down sys-firewall", "work: netvm sys-firewall (default) → sys-net");
        assertThat(plan.probes()).noneMatch(Probe.QubeOnBridge.class::isInstance);
    }

    @Test
    void keyfileOfAnotherHandIsNotOverwritten() {
        LabPlans plans = on(Release.R4_2);
        HostPath path = Keyfiles.FOLDER.resolve("drawbridge-bridge0.nmconnection");
        plans.lab().write(NET, path, FileImage.ofRoot(bytes("[connection]\nid=mine\n"), 0600), Expected.NEW);

        assertThat(assertBlocked(plans.apply(OFFICE), "file-foreign").message()).contains("id=mine");
    }

    @Test
    void fileOfOursThatAnotherHandEditedIsTold() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        HostPath path = NftRules.path(OFFICE.profile());
        FileImage ours = plans.lab().read(NET, path).orElseThrow();
        plans.lab().write(NET, path, ours.withContent(bytes(Templates.text(ours) + "# mine\n")), Expected.ANY);

        assertFound(plans.remove(OFFICE), Severity.WARNING, "file-edited");
    }

    @Test
    void removalWithoutAKnownBaselineGoesBackToTheDefaults() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));

        Plan remove = new LabPlans(plans.lab()).remove(OFFICE);

        assertFound(remove, Severity.WARNING, "baseline-unknown");
        new PlanWalk(plans.lab()).forth(remove);
        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isTrue();
        assertThat(plans.lab().list(NET, HostPath.of("/rw/config/drawbridge"))).isEmpty();
    }

    private LabPlans on(Release release) {
        return LabPlans.of(folder, release);
    }

    private static Survey survey(LabPlans plans) {
        Request request = new Request(
                Profiled.on(plans.netvm()).profile(), Plan.Kind.APPLY, Baseline.empty(), new FileMemory(), List.of());
        return Planner.survey(plans.lab(), plans.lab().release(), request);
    }

    private static void rules(LabPlans plans, UnaryOperator<String> edit) {
        Lab lab = plans.lab();
        QubeName template = QubeName.of("fedora-x86_64");
        Place place = Place.in(template);
        lab.start(template);
        FileImage image = lab.read(place, TemplateRules.PATH).orElseThrow();
        lab.write(place, TemplateRules.PATH, image.withContent(bytes(edit.apply(Templates.text(image)))), Expected.ANY);
    }

    private static String text(LabPlans plans, Place place, HostPath path) {
        return Templates.text(plans.lab().read(place, path).orElseThrow());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Step.Action> actions(Plan plan, Class<? extends HostCommand> command) {
        return plan.actions().stream()
                .filter(action -> command.isInstance(action.command()))
                .toList();
    }

    private static int indexOf(Plan plan, Class<? extends HostCommand> command) {
        return actions(plan, command).getFirst().seq() - 1;
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    private static Finding assertBlocked(Plan plan, String code) {
        assertThat(plan.applicable()).isFalse();
        return assertFound(plan, Severity.BLOCKER, code);
    }

    private static Finding assertFound(Plan plan, Severity severity, String code) {
        Optional<Finding> found = plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst();
        assertThat(found).as(code + " in " + plan.findings()).isPresent();
        assertThat(found.get().severity()).isEqualTo(severity);
        assertThat(found.get().message()).isNotBlank();
        assertThat(found.get().why()).isNotBlank();
        assertThat(found.get().remedy()).isNotBlank();
        return found.get();
    }
}
