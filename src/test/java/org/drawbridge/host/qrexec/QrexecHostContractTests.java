package org.drawbridge.host.qrexec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostContractTests;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** A console in a management qube keeps what the port promises, within a job that a person in dom0 agreed to. */
@Tag("python")
@Timeout(120)
class QrexecHostContractTests {

    abstract static class OnRelease extends HostContractTests {

        private static final String MARK = "{# Written by Drawbridge";

        private StandInQrexec dom0;

        abstract Release release();

        @Override
        protected Host host() {
            dom0 = StandInQrexec.of(release());
            dom0.tag("sys-net", "work", "personal");
            Manifest manifest = Manifest.of(
                    "contract", netQube(), BridgeName.of("bridge0"), "0123456789abcdef", release(), steps());
            dom0.desk().begin(manifest);
            dom0.desk().arm(manifest, Duration.ofMinutes(10));
            return dom0.host();
        }

        private List<Manifest.Step> steps() {
            List<Manifest.Step> steps = new ArrayList<>();
            add(steps, Place.DOM0, dom0Files());
            add(steps, Place.in(netQube()), qubeFiles());
            return steps;
        }

        private static void add(List<Manifest.Step> steps, Place place, Samples files) {
            for (FileImage image : List.of(files.one(), files.two())) {
                steps.add(new Manifest.File(
                        steps.size() + 1, place, files.file(), null, Manifest.Image.of(Optional.of(image))));
            }
            steps.add(new Manifest.File(
                    steps.size() + 1, place, files.other(), null, Manifest.Image.of(Optional.of(files.another()))));
        }

        @AfterEach
        void end() throws IOException {
            dom0.close();
        }

        @Override
        protected QubeName netQube() {
            return QubeName.of("sys-net");
        }

        @Override
        protected QubeName runningQube() {
            return QubeName.of("work");
        }

        @Override
        protected QubeName haltedQube() {
            return QubeName.of("personal");
        }

        /** The policy lets the console set no other property. */
        @Override
        protected Setting setting() {
            return new Setting("netvm", "sys-net");
        }

        @Override
        protected Class<? extends HostException> withUnknownProperty() {
            return HostException.Refused.class;
        }

        @Override
        protected String feature() {
            return "drawbridge-bridge";
        }

        @Override
        protected String unknownConnection() {
            return "drawbridge-bridge0-port";
        }

        /** Templates of libvirt's are the only files of dom0 that the agent writes. */
        @Override
        protected Samples dom0Files() {
            HostPath folder = HostPath.of("/etc/qubes/templates/libvirt");
            String head = MARK + " for work on bridge0. #}\n{% extends 'libvirt/xen.xml' %}\n{% block network %}\n";
            String asked = "vm.features.get('drawbridge-bridge', '') == 'bridge0' -%}\n";
            FileImage one =
                    text(head + "{% if vm.netvm and " + asked + card("bridge0", "{{ vm.mac }}", "{{ vm.netvm.name }}")
                            + "{% else -%}\n{{ super() }}\n{% endif -%}\n{% endblock %}\n");
            FileImage two = text(head + "{{ super() }}\n{% if " + asked
                    + card("bridge0", "00:16:3e:01:02:03", "sys-net") + "{% endif -%}\n{% endblock %}\n");
            return new Samples(
                    folder,
                    folder.resolve("xen/by-name/work.xml"),
                    folder.resolve("devices/net.xml"),
                    one,
                    one,
                    two,
                    netXml());
        }

        private FileImage netXml() {
            String which = "{{ vm.features.get('drawbridge-bridge', '') }}";
            String stock = dom0 == null ? "" : stock();
            return text(
                    MARK + ": a bridged card for qubes with the feature drawbridge-bridge, else the stock text. #}\n"
                            + "{% if vm.features.get('drawbridge-bridge', '') -%}\n"
                            + card(which, "{{ vm.mac }}", "{{ vm.netvm.name }}")
                            + "{% else -%}\n" + stock + "{% endif %}\n");
        }

        private String stock() {
            return dom0.lab()
                    .read(Place.DOM0, HostPath.of("/usr/share/qubes/templates/libvirt/devices/net.xml"))
                    .map(image -> new String(image.content(), StandardCharsets.UTF_8))
                    .orElse("\n");
        }

        private static String card(String bridge, String mac, String backend) {
            return "<interface type=\"bridge\">\n    <source bridge=\"" + bridge + "\" />\n    <mac address=\"" + mac
                    + "\" />\n    <backenddomain name=\"" + backend
                    + "\" />\n    <script path=\"vif-bridge\" />\n</interface>\n";
        }

        @Override
        protected Samples qubeFiles() {
            HostPath folder = HostPath.of("/rw/config/drawbridge");
            FileImage one = rules("ct state new drop");
            FileImage two = rules("accept");
            return new Samples(
                    folder,
                    folder.resolve("bridge0.nft"),
                    HostPath.of("/rw/config/qubes-firewall.d/50-drawbridge-bridge0"),
                    one,
                    one,
                    two,
                    script());
        }

        private static FileImage rules(String rule) {
            String text = "# Written by Drawbridge for bridge profile 1; goes away with it.\n"
                    + "table ip qubes {\n\tchain custom-forward {\n\t\tiifname \"bridge0\" " + rule
                    + " comment \"drawbridge bridge0\"\n\t}\n}\n";
            return FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600);
        }

        private static FileImage script() {
            String text = """
                    #!/bin/sh
                    # Written by Drawbridge for bridge0; goes away with it.
                    modprobe br_netfilter
                    sysctl -q -w net.bridge.bridge-nf-call-iptables=0
                    sysctl -q -w net.bridge.bridge-nf-call-ip6tables=0
                    sysctl -q -w net.bridge.bridge-nf-call-arptables=0
                    nft -f /rw/config/drawbridge/bridge0.nft
                    """;
            return FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0755);
        }

        private static FileImage text(String text) {
            return FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0644);
        }
    }

    @Nested
    class OnR41 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_1;
        }
    }

    @Nested
    class OnR42 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_2;
        }
    }

    @Nested
    class OnR43 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_3;
        }
    }
}
