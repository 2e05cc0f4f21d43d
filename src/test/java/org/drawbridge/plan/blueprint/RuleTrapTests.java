package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Survey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of the rules and of bridge netfilter, each as a step, a check or a finding. */
class RuleTrapTests extends Traps {

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

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_1"})
    void natChangesOnlyOnceFilterHas(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));
        Place net = Place.in(QubeName.of(plans.netvm()));
        plans.lab()
                .run(
                        new HostCommand.IptablesDelta(net, "filter", List.of("-D FORWARD -j DROP")),
                        OutputListener.SILENT);

        assertThatExceptionOfType(HostException.CommandFailed.class).isThrownBy(() -> plans.run(plan));

        assertThat(rulesInForce(plans, net))
                .contains("-A POSTROUTING -j MASQUERADE")
                .noneMatch(rule -> rule.contains("iprange"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_1"})
    void whatQubesAddedAtRunTimeIsStillThere(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Place net = Place.in(QubeName.of(plans.netvm()));
        List<String> before = rulesInForce(plans, net).stream()
                .filter(rule -> rule.startsWith("-A PR-QBS") || rule.contains("-i vif4.0"))
                .toList();
        assertThat(before).isNotEmpty();

        plans.run(plans.apply(Profiled.on(plans.netvm())));

        assertThat(rulesInForce(plans, net)).containsAll(before);
    }

    @Test
    void rulesThatQubesFirewallAddedAgainAllGo() {
        LabPlans plans = on(Release.R4_1);
        plans.run(plans.apply(OFFICE));
        String forward = RuleTexts.forward(OFFICE.profile());
        plans.lab()
                .run(
                        new HostCommand.IptablesDelta(
                                NET, "filter", List.of("-D FORWARD -j DROP", forward, "-A FORWARD -j DROP")),
                        OutputListener.SILENT);

        plans.run(plans.remove(OFFICE));

        assertThat(rulesInForce(plans, NET)).noneMatch(rule -> rule.contains("bridge0"));
    }

    @Test
    void masqueradeRangeGrowsWithTheAddressesThatR2Gives() {
        LabPlans plans = on(Release.R2B2);

        Plan plan = plans.apply(Profiled.on("netvm").seed(), survey -> withAddress(survey, "personal", "10.137.5.7"));

        assertThat(assertFound(plan, Severity.WARNING, "masquerade-range").message())
                .contains("10.137.5.7");
        assertThat(PlanText.of(plan)).contains("--src-range 10.137.1.0-10.137.5.255 -j MASQUERADE");
        assertThat(PlanText.of(
                        plans.apply(Profiled.on("netvm").seed(), survey -> withAddress(survey, "vault", "10.137.0.9"))))
                .contains("--src-range 10.137.0.0-10.137.2.255 -j MASQUERADE");
    }

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_1"})
    void masqueradeCoversAnAddressThatAPersonGave(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm());

        Plan plan = plans.apply(profile, survey -> withAddress(survey, "untrusted", "192.168.7.9"));

        assertFound(plan, Severity.WARNING, "masquerade-range");
        assertThat(PlanText.of(plan))
                .contains("-A POSTROUTING -s 192.168.7.9/32 -j MASQUERADE")
                .doesNotContain("--src-range 10.137.1.0-192");
        assertThat(codes(plans.apply(profile, survey -> withAddress(survey, "work", "192.168.7.9"))))
                .as("what is bridged must leave as it is")
                .doesNotContain("masquerade-range");
    }

    @Test
    void masqueradeFollowsAnAddressThatChanged() {
        LabPlans plans = on(Release.R4_1);
        plans.lab().setProperty(QubeName.of("untrusted"), "ip", "192.168.7.9");
        plans.run(plans.apply(OFFICE));
        plans.lab().setProperty(QubeName.of("untrusted"), "ip", "192.168.7.10");

        plans.run(plans.apply(OFFICE));

        assertThat(rulesInForce(plans, NET))
                .contains("-A POSTROUTING -s 192.168.7.10/32 -j MASQUERADE")
                .noneMatch(rule -> rule.contains("192.168.7.9/32"));
        plans.run(plans.remove(OFFICE));
        assertThat(rulesInForce(plans, NET))
                .contains("-A POSTROUTING -j MASQUERADE")
                .noneMatch(rule -> rule.contains("192.168.7.10"));
    }

    @Test
    void rulesFileThatIptablesWouldNotLoad() {
        LabPlans plans = on(Release.R2B2);
        rules(plans, text -> text.replace("-A FORWARD -i vif+ -j ACCEPT", "-A FORWARD -i vif+ -j NO-SUCH-CHAIN"));

        assertThat(assertBlocked(plans.apply(Profiled.on("netvm")), "rules-not-loadable")
                        .message())
                .contains("NO-SUCH-CHAIN");
    }

    @Test
    void rulesFileOfAPersonWhoFollowedTheRecipe() {
        LabPlans plans = on(Release.R2B2);
        rules(
                plans,
                text -> text.replace(
                        "-A POSTROUTING -j MASQUERADE\n",
                        "# Bridge support\n#-A POSTROUTING -j MASQUERADE\n# End Bridge support\n"));

        assertThat(assertBlocked(plans.apply(Profiled.on("netvm")), "rules-not-stock")
                        .message())
                .contains("does not say whose it is");
    }

    @Test
    void masqueradeRangeCoversTheHostsRealAddresses() {
        LabPlans plans = on(Release.R2B2);
        assertThat(PlanText.of(plans.apply(Profiled.on("netvm"))))
                .contains("--src-range 10.137.1.0-10.137.2.255 -j MASQUERADE");
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

    private static List<String> rulesInForce(LabPlans plans, Place net) {
        return plans.lab().run(new HostCommand.IptablesSave(net), OutputListener.SILENT).output().stream()
                .map(RuleTexts::plain)
                .toList();
    }

    private static Survey withAddress(Survey survey, String name, String address) {
        SortedMap<QubeName, QubeReport> qubes = new TreeMap<>(survey.qubes());
        QubeReport qube = qubes.get(QubeName.of(name));
        qubes.put(
                qube.name(),
                new QubeReport(
                        qube.name(),
                        qube.qubeClass(),
                        qube.label(),
                        qube.state(),
                        qube.template(),
                        qube.netvm(),
                        Ipv4Address.of(address),
                        qube.mac(),
                        qube.providesNetwork(),
                        qube.xid(),
                        qube.virtMode(),
                        qube.properties(),
                        qube.features()));
        return new Survey(
                survey.release(),
                qubes,
                survey.links(),
                survey.files(),
                survey.folders(),
                survey.outputs(),
                survey.services(),
                survey.troubles());
    }
}
