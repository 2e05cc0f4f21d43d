package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.QubesdState;
import org.drawbridge.host.HostCommand.RestartQubesd;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Look;

/**
 * The bridge option of R4.1 and R4.2: one template for all network cards, that gives a bridged one to qubes with our feature and
 * the host's own stock text to all others. These releases have no block that a single qube's template could replace.
 */
final class DeviceTemplate implements Part {

    static final HostPath STOCK = Templates.STOCK.resolve("devices/net.xml");

    static final HostPath OVERRIDE = Templates.OVERRIDES.resolve("devices/net.xml");

    private static final String ELSE = "{% else -%}\n";

    private static final String END = "{% endif %}\n";

    private static final Artifact.File FILE = new Artifact.File(Place.DOM0, OVERRIDE);

    @Override
    public void look(Look look, Request request) {
        look.file(Place.DOM0, STOCK);
        look.file(Place.DOM0, OVERRIDE);
        request.members().forEach(qube -> look.file(Place.DOM0, Templates.byName(qube)));
    }

    @Override
    public void plan(Draft draft) {
        Optional<FileImage> there = draft.survey().image(Place.DOM0, OVERRIDE);
        Optional<FileImage> stock = draft.survey().image(Place.DOM0, STOCK);
        if (there.isPresent() && !Templates.isOurs(there.get())) {
            return;
        }
        if (!draft.request().wanted().isEmpty() && stock.isPresent()) {
            put(draft, stock.get(), there.isEmpty());
        } else if (there.isPresent() && !isNeededByOthers(draft)) {
            remove(draft);
        }
    }

    private static void put(Draft draft, FileImage stock, boolean isNew) {
        boolean changed = draft.change(
                Phase.DOM0,
                FILE,
                Templates.file(text(Templates.text(stock))),
                "It gives a bridged card to qubes with the feature " + R4Members.FEATURE
                        + ", and the stock one to all others.",
                "Qubes looks in /etc/qubes/templates first; no file of a package is changed.");
        if (changed && isNew) {
            draft.add(
                    Phase.DOM0,
                    Act.of(
                                    new RestartQubesd(),
                                    "dom0: restart qubesd",
                                    "It ignores a new template of a device until it is restarted; qubes go on running.")
                            .step());
        }
    }

    private static void remove(Draft draft) {
        draft.add(
                Phase.DOM0,
                Act.of(
                                new QubesdState(),
                                "dom0: look whether qubesd runs",
                                "On the way back, when the template is there again, qubesd must be restarted to see it.")
                        .undo(new RestartQubesd())
                        .step());
        draft.change(
                Phase.DOM0,
                FILE,
                Content.NO_FILE,
                "No qube is on a bridge any more; the stock template counts at once.",
                "");
    }

    /** Whether a qube that is not of this profile, or that stays on another bridge, has our feature. */
    private static boolean isNeededByOthers(Draft draft) {
        return draft.survey().qubes().values().stream()
                .filter(qube -> qube.feature(R4Members.FEATURE).isPresent())
                .anyMatch(qube -> !draft.request().members().contains(qube.name())
                        || qube.feature(R4Members.FEATURE)
                                .filter(bridge -> !bridge.equals(draft.request().bridge()))
                                .isPresent());
    }

    /** The stock text that such a template carries, with a last newline; nothing for another template. */
    static Optional<String> stockOf(String template) {
        int from = template.indexOf(ELSE);
        return template.startsWith(Templates.MARK) && from >= 0 && template.endsWith(END)
                ? Optional.of(template.substring(from + ELSE.length(), template.length() - END.length()))
                : Optional.empty();
    }

    /** The template: a bridged card for a qube with the feature, else the stock text byte for byte. */
    static String text(String stock) {
        return Templates.MARK
                + ": a bridged card for qubes with the feature drawbridge-bridge, else the stock text. #}\n"
                + "{% if vm.features.get('drawbridge-bridge', '') -%}\n"
                + ByNameTemplate.card(
                        "{{ vm.features.get('drawbridge-bridge', '') }}", "{{ vm.mac }}", "{{ vm.netvm.name }}")
                + ELSE
                + stock
                + (stock.endsWith("\n") ? "" : "\n")
                + END;
    }
}
