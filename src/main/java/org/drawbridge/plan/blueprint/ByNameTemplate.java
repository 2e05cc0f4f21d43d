package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile.Attachment;

/**
 * The bridge option of R4.3: a template for one qube by its name, which replaces the block of its network card.
 *
 * <p>It is chosen over a wrapped {@code devices/net.xml} since a fault in it can stop one qube only, not the network of all; it
 * counts at once, without a restart of qubesd; and no clone or disposable inherits it with the features of its model. It asks for
 * the feature as well, so that a new qube that gets an old name starts routed.
 */
final class ByNameTemplate implements Part {

    static final HostPath USER = Templates.OVERRIDES.resolve("xen-user.xml");

    static final HostPath XEN = Templates.STOCK.resolve("xen.xml");

    /** What only the templates of core-admin 4.3.31 and later have; before, a replaced block is silently ignored. */
    static final String BLOCK = "{% block network %}";

    @Override
    public void look(Look look, Request request) {
        look.file(Place.DOM0, XEN);
        look.file(Place.DOM0, USER);
        look.file(Place.DOM0, DeviceTemplate.OVERRIDE);
        request.members().forEach(qube -> look.file(Place.DOM0, Templates.byName(qube)));
    }

    @Override
    public void plan(Draft draft) {
        for (QubeName qube : draft.request().members()) {
            Artifact.File file = new Artifact.File(Place.DOM0, Templates.byName(qube));
            Optional<FileImage> there = draft.survey().image(Place.DOM0, file.path());
            if (there.isPresent() && !Templates.isOurs(there.get())) {
                continue;
            }
            Optional<Attachment> wanted = draft.request().attachment(qube);
            boolean changed = draft.change(
                    Phase.DOM0,
                    file,
                    wanted.map(attachment -> Templates.file(text(draft, attachment)))
                            .orElse(Content.NO_FILE),
                    wanted.isPresent()
                            ? "It gives " + qube + " a bridged card at its next start."
                            : "A new qube of that name would be bridged by it.",
                    "Qubes looks for a template by the qube's name in /etc/qubes/templates; no file of a package is changed.");
            if (changed) {
                draft.replug(qube);
            }
        }
    }

    private static String text(Draft draft, Attachment attachment) {
        String model = draft.survey().image(Place.DOM0, USER).isPresent() ? "xen-user.xml" : "xen.xml";
        String bridge = draft.request().bridge();
        String head = Templates.MARK + " for " + attachment.qube() + " on " + bridge + ". #}\n" + "{% extends 'libvirt/"
                + model + "' %}\n{% block network %}\n";
        String condition = "vm.features.get('" + R4Members.FEATURE + "', '') == '" + bridge + "'";
        return head
                + switch (attachment.mode()) {
                    case REPLACE ->
                        "{% if vm.netvm and " + condition + " -%}\n"
                                + card(bridge, "{{ vm.mac }}", "{{ vm.netvm.name }}")
                                + "{% else -%}\n{{ super() }}\n{% endif -%}\n{% endblock %}\n";
                    case ADDITIONAL ->
                        "{{ super() }}\n{% if " + condition + " -%}\n"
                                + card(
                                        bridge,
                                        R4Members.secondMac(draft, attachment.qube())
                                                .value(),
                                        draft.request().netvm().value())
                                + "{% endif -%}\n{% endblock %}\n";
                };
    }

    static String card(String bridge, String mac, String backend) {
        return "<interface type=\"bridge\">\n"
                + "    <source bridge=\"" + bridge + "\" />\n"
                + "    <mac address=\"" + mac + "\" />\n"
                + "    <backenddomain name=\"" + backend + "\" />\n"
                + "    <script path=\"vif-bridge\" />\n"
                + "</interface>\n";
    }
}
