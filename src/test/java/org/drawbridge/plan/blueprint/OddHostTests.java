package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.host.lab.LabFault.Kind;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that do not answer, lack a file, cannot be read, or hold what nobody remembers. */
class OddHostTests extends Traps {

    private static final QubeName R2_TEMPLATE = QubeName.of("fedora-x86_64");

    @Test
    void hostThatDoesNotAnswer() {
        Plan plan = unplannable(new HostStatus("dom0", null, false, "qubesd does not answer."));

        assertThat(assertBlocked(plan, "host-unreachable").remedy()).contains("Bring the link");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.expiresAt()).isEqualTo(LabPlans.NOW.plusSeconds(3600));
    }

    @Test
    void releaseThatIsNotKnown() {
        Plan plan = unplannable(new HostStatus("dom0", null, true, "This is Qubes R5.0."));

        assertThat(assertBlocked(plan, "release-unsupported").message()).isEqualTo("This is Qubes R5.0.");
    }

    private static Plan unplannable(HostStatus status) {
        Request request = new Request(OFFICE.profile(), Plan.Kind.APPLY, Baseline.empty(), new FileMemory(), List.of());
        return Planner.unplannable(new UUID(0, 1), request, status, LabPlans.NOW, Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void bridgeThatNoPlanRemembersGoesBackToTheDefaults(Release release) {
        LabPlans plans = on(release);
        plans.run(plans.apply(Profiled.on(plans.netvm())));

        Plan remove = new LabPlans(plans.lab()).remove(Profiled.on(plans.netvm()));

        assertThat(settings(remove))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(((Content.Setting) change.after()).isDefault())
                        .isTrue());
        assertThat(settings(remove))
                .extracting(change -> change.artifact().locator())
                .contains("netvm", release == Release.R2B2 ? "bridge" : "drawbridge-bridge");
    }

    @Test
    void secondCardThatNoPlanRemembersGoesBackToTheDefaults() {
        LabPlans plans = on(Release.R4_3);
        Profiled second = OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP);
        plans.run(plans.apply(second));

        Plan remove = new LabPlans(plans.lab()).remove(second);

        assertThat(settings(remove))
                .extracting(change -> change.artifact().locator())
                .contains("drawbridge-bridge")
                .doesNotContain("netvm", "mac");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void markOfAnotherBridgeIsNoneOfOurs(Release release) {
        LabPlans plans = on(release);
        plans.run(plans.apply(Profiled.on(plans.netvm())));

        Plan remove =
                new LabPlans(plans.lab()).remove(Profiled.on(plans.netvm()).bridge("bridge7"));

        assertThat(settings(remove)).isEmpty();
    }

    private static List<Step.Change> settings(Plan plan) {
        return plan.changes().stream()
                .filter(change ->
                        change.artifact() instanceof Artifact.Property || change.artifact() instanceof Artifact.Feature)
                .toList();
    }

    @Test
    void rulesFileThatIsNotThere() {
        LabPlans plans = on(Release.R2B2);
        plans.lab().start(R2_TEMPLATE);
        plans.lab().delete(Place.in(R2_TEMPLATE), TemplateRules.PATH, Expected.ANY);

        assertThat(assertBlocked(plans.apply(Profiled.on("netvm")), "rules-missing")
                        .message())
                .contains("/etc/sysconfig/iptables");
    }

    @Test
    void rulesThatCannotBeSeenLeaveTheExposureOpen() {
        LabPlans plans = on(Release.R4_2);
        Plan plan = plans.apply(
                OFFICE,
                survey -> new Survey(
                        survey.release(),
                        survey.qubes(),
                        survey.links(),
                        survey.files(),
                        survey.folders(),
                        Map.of(),
                        survey.services(),
                        survey.troubles()));

        assertThat(plan.exposure()).isEmpty();
    }

    @Test
    void fileThatCannotBeRead() {
        LabPlans plans = on(Release.R4_2);
        plans.lab()
                .faults()
                .add(LabFault.at(Kind.FAIL, Operation.READ, DeviceTemplate.OVERRIDE.value(), 1)
                        .lasting());

        assertThat(assertBlocked(plans.apply(OFFICE), "file-unreadable").message())
                .contains(DeviceTemplate.OVERRIDE.value());
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"LINKS", "LIST", "COMMAND"})
    void partOfTheHostThatCannotBeRead(Operation operation) {
        LabPlans plans = on(Release.R4_2);
        plans.lab().faults().add(LabFault.at(Kind.FAIL, operation, "", 1).lasting());

        assertBlocked(plans.apply(OFFICE), "host-unreadable");
    }

    @Test
    void markerOfNetworkManagerThatCannotBeReadIsNotCalledMissing() {
        LabPlans plans = on(Release.R4_2);
        plans.lab()
                .faults()
                .add(LabFault.at(
                                Kind.FAIL,
                                Operation.READ,
                                MemberRule.marker(Release.R4_2).value(),
                                1)
                        .lasting());

        Plan plan = plans.apply(OFFICE);

        assertBlocked(plan, "file-unreadable");
        assertThat(codes(plan)).doesNotContain("network-manager-missing", "network-manager-unseen");
    }

    @Test
    void longFileOfAnotherHandIsShownInPart() {
        LabPlans plans = on(Release.R4_2);
        FileImage long_ = FileImage.ofRoot(bytes("<mine>" + "x".repeat(20_000) + "\n"), 0644);
        plans.lab().write(Place.DOM0, DeviceTemplate.OVERRIDE, long_, Expected.NEW);

        assertThat(assertBlocked(plans.apply(OFFICE), "file-foreign").message())
                .contains("<mine>")
                .endsWith("…")
                .hasSizeLessThan(10_000);
    }

    @Test
    void patchOfTheSeedThatWasTakenOutByHandIsNotTakenOutTwice() {
        LabPlans plans = on(Release.R2B2);
        Profiled office = Profiled.on("netvm");
        HostPath path = PatchTargets.path("qubes.py");
        FileImage stock = plans.lab().read(Place.DOM0, path).orElseThrow();
        plans.run(plans.apply(office));
        plans.lab().write(Place.DOM0, path, stock, Expected.ANY);

        assertThat(plans.remove(office).changes())
                .extracting(Step.Change::artifact)
                .doesNotContain(new Artifact.File(Place.DOM0, path));
    }

    @Test
    void patchStaysInAFileThatSomebodyChangedSince() {
        LabPlans plans = on(Release.R2B2);
        Profiled office = Profiled.on("netvm");
        HostPath path = PatchTargets.path("qubes.py");
        plans.run(plans.apply(office));
        FileImage patched = plans.lab().read(Place.DOM0, path).orElseThrow();
        plans.lab()
                .write(
                        Place.DOM0,
                        path,
                        patched.withContent(bytes(Templates.text(patched) + "# mine\n")),
                        Expected.ANY);

        Plan remove = plans.remove(office);

        assertThat(remove.changes())
                .filteredOn(change -> change.artifact().equals(new Artifact.File(Place.DOM0, path)))
                .singleElement()
                .satisfies(change -> assertThat(Templates.text(((Content.FileContent) change.after()).image()))
                        .endsWith("# mine\n")
                        .doesNotContain("bridge"));
    }

    @Test
    void disposableWhoseTemplateRunsIsNotSwitchedOff() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().start(QubeName.of("default-dvm"));
        plans.lab().start(QubeName.of("sys-net-disp"));

        Plan plan = plans.apply(Profiled.on("sys-net-disp").mac("88:ae:1d:ae:30:41"));

        assertThat(plan.changes())
                .extracting(Step.Change::artifact)
                .doesNotContain(new Artifact.Power(QubeName.of("default-dvm")));
        assertBlocked(plan, "disposable-template-shared");
    }

    @Test
    void settingThatAnotherHandChangedIsToldAsItIs() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "mac", "00:16:3e:00:00:07");

        Plan remove = plans.remove(OFFICE);

        assertThat(assertFound(remove, Severity.NOTE, "changed-since").message())
                .contains("00:16:3e:00:00:07");
    }

    @Test
    void addressWithoutNameServersWritesNone() {
        Addressing fixed = new Addressing.Static(Cidr.of("192.168.50.20/24"), Optional.empty(), List.of());

        String text = PlanText.of(on(Release.R4_2).apply(OFFICE.address(fixed)));

        assertThat(text).contains("192.168.50.20/24").doesNotContain("dns=");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void standaloneQubeKeepsItsOwnRoot(Release release) {
        LabPlans plans = on(release);
        if (release != Release.R2B2) {
            plans.lab().setProperty(QubeName.of("lab-router"), "virt_mode", "pvh");
        }
        Profiled router = Profiled.on(plans.netvm()).alone().with("lab-router", Mode.REPLACE, Profiled.DHCP);

        Plan plan = plans.run(plans.apply(router));

        assertThat(plan.applicable()).isTrue();
        assertThat(plans.lab().qube(QubeName.of("lab-router")).orElseThrow().netvm())
                .isEqualTo(QubeName.of(plans.netvm()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_1"})
    void whatTwoBridgesNeedStaysUntilTheLastIsGone(Release release) {
        LabPlans plans = on(release);
        Profiled first = Profiled.on(plans.netvm());
        Profiled second = first.id(2)
                .bridge("bridge1")
                .mac("88:ae:1d:ae:30:32")
                .alone()
                .with("personal", Mode.REPLACE, Profiled.DHCP);
        List<String> stock = inForce(plans);
        plans.run(plans.apply(first));
        plans.run(plans.apply(second));

        plans.run(plans.remove(first));

        assertThat(inForce(plans)).noneMatch(RuleTexts.MASQUERADE::equals);
        plans.run(plans.remove(second));
        assertThat(inForce(plans)).containsExactlyInAnyOrderElementsOf(stock);
    }

    private static List<String> inForce(LabPlans plans) {
        return plans
                .lab()
                .run(new HostCommand.IptablesSave(Place.in(QubeName.of(plans.netvm()))), OutputListener.SILENT)
                .output()
                .stream()
                .map(RuleTexts::plain)
                .filter(line -> line.startsWith("-A FORWARD") || line.startsWith("-A POSTROUTING"))
                .toList();
    }

    @Test
    void qubeWithoutNetworkForOthersIsNoNetQube() {
        LabPlans plans = on(Release.R4_2);

        assertThat(plans.apply(Profiled.on("vault")).applicable()).isFalse();
        assertBlocked(plans.apply(Profiled.on("vault")), "net-qube-unfit");
    }

    @Test
    void serviceThatIsSwitchedOffIsSwitchedOnAndGoesBackToOff() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setService(WORK, "network-manager", Optional.of(false));

        plans.run(plans.apply(OFFICE));

        assertThat(plans.lab().service(WORK, "network-manager")).contains(true);
        plans.run(plans.remove(OFFICE));
        assertThat(plans.lab().service(WORK, "network-manager")).contains(false);
    }

    @Test
    void contentsAreToldInWords() {
        FileImage image = FileImage.ofRoot(bytes("x\n"), 0644);

        assertThat(Titles.text(new Content.FileContent(image)))
                .isEqualTo(image.sha256().hex());
        assertThat(Titles.text(Content.NO_FILE)).isEqualTo("no file");
        assertThat(Titles.text(new Content.Setting("", true))).isEqualTo("(not set)");
        assertThat(Titles.text(new Content.Setting("", false))).isEqualTo("(none)");
        assertThat(Titles.text(new Content.Setting("sys-net", true))).isEqualTo("sys-net (default)");
    }
}
