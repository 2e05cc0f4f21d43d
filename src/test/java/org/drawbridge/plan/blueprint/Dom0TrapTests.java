package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of dom0: its templates, its patches, each as a step, a check or a finding. */
class Dom0TrapTests extends Traps {

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

    @Test
    void stockTemplateThatAPackageChangedIsWrappedAnewWithoutARestart() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        FileImage stock = plans.lab().read(Place.DOM0, DeviceTemplate.STOCK).orElseThrow();
        String newer = Templates.text(stock) + "{# newer #}\n";
        plans.lab().write(Place.DOM0, DeviceTemplate.STOCK, stock.withContent(bytes(newer)), Expected.ANY);

        Plan plan = plans.apply(OFFICE);

        assertThat(PlanWalk.titles(plan)).contains("dom0: change " + DeviceTemplate.OVERRIDE);
        assertThat(actions(plan, HostCommand.RestartQubesd.class)).isEmpty();
        plans.run(plan);
        assertThat(text(plans, Place.DOM0, DeviceTemplate.OVERRIDE)).contains(newer);
    }

    @Test
    void templateOfAQubeThatWasRemovedGoesWithTheProfile() {
        LabPlans plans = on(Release.R4_3);
        Profiled profile = OFFICE.alone().with("vault", Mode.REPLACE, Profiled.DHCP);
        plans.run(plans.apply(profile));
        HostPath path = Templates.byName(QubeName.of("vault"));
        assertThat(plans.lab().read(Place.DOM0, path)).isPresent();
        plans.lab().hands().removeQube(QubeName.of("vault"));

        assertBlocked(plans.apply(profile), "qube-missing");
        plans.run(plans.remove(profile));

        assertThat(plans.lab().read(Place.DOM0, path)).isEmpty();
    }

    @Test
    void templateOfAQubeThatWasRemovedGoesWithItsRowInTheProfile() {
        LabPlans plans = on(Release.R4_3);
        plans.run(plans.apply(OFFICE.with("vault", Mode.REPLACE, Profiled.DHCP)));
        plans.lab().hands().removeQube(QubeName.of("vault"));

        Plan plan = plans.apply(OFFICE);

        assertThat(plan.applicable()).as(PlanText.of(plan)).isTrue();
        assertThat(PlanWalk.titles(plan)).contains("dom0: remove " + Templates.byName(QubeName.of("vault")));
        plans.run(plan);
        assertThat(plans.lab().read(Place.DOM0, Templates.byName(WORK))).isPresent();
    }
}
