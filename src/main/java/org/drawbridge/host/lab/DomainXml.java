package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What qubesd hands to libvirt for a qube's network, rendered from the templates that lie in dom0. */
final class DomainXml {

    static final String NET = "libvirt/devices/net.xml";

    private static final String OWN = "/etc/qubes/templates/";
    private static final String STOCK = "/usr/share/qubes/templates/";

    private final World world;

    DomainXml(World world) {
        this.world = world;
    }

    /** The cards at the qube's start: the most particular template that is there counts. */
    List<Interface> atStart(String qube) {
        String template =
                List.of("libvirt/xen/by-name/" + qube + ".xml", "libvirt/xen-user.xml", "libvirt/xen-dist.xml").stream()
                        .filter(name -> load(name).isPresent())
                        .findFirst()
                        .orElse("libvirt/xen.xml");
        return interfaces(qube, template);
    }

    /** The card that is attached while the qube runs. */
    List<Interface> hotAttached(String qube) {
        return interfaces(qube, NET);
    }

    private List<Interface> interfaces(String qube, String template) {
        try {
            return parse(Jinja.render(template, this::load, scope(qube)));
        } catch (JinjaException | SAXException exception) {
            throw new HostException.Declined(qube + " cannot get its network: the template " + template
                    + " in dom0 is broken (" + exception.getMessage() + "). Mend it and try again.");
        }
    }

    private Optional<String> load(String name) {
        HostPath own = HostPath.of(OWN + name);
        Optional<FileImage> file = world.host().templatesUnseen.contains(own.value())
                ? Optional.empty()
                : world.folder().dom0().read(own);
        return file.or(() -> world.folder().dom0().read(HostPath.of(STOCK + name)))
                .map(image -> new String(image.content(), StandardCharsets.UTF_8));
    }

    /** Whether a file in dom0 is a template of a device, of which qubesd finds a new one only after its restart. */
    static boolean isDeviceTemplate(HostPath path) {
        return path.value().startsWith(OWN + "libvirt/devices/");
    }

    private Map<String, @Nullable Object> scope(String qube) {
        Map<String, @Nullable Object> scope = new HashMap<>();
        scope.put("vm", domain(qube));
        return scope;
    }

    private Map<String, @Nullable Object> domain(String qube) {
        QubeNotes notes = world.qube(qube);
        Map<String, @Nullable Object> domain = new HashMap<>(notes.properties);
        domain.put("name", qube);
        domain.put("uuid", Facts.uuid(qube));
        domain.put("klass", notes.qubeClass);
        domain.put("vcpus", notes.properties.getOrDefault("vcpus", "2"));
        domain.put("virt_mode", notes.properties.getOrDefault("virt_mode", "pvh"));
        domain.put("mac", Facts.mac(world, qube));
        domain.put("ip", Facts.ip(world, qube));
        domain.put("ip6", "");
        domain.put("features", features(qube));
        domain.put("netvm", Facts.netvm(world, qube).map(this::domain).orElse(null));
        return domain;
    }

    private Map<String, @Nullable Object> features(String qube) {
        JinjaExpression.JinjaCall get = arguments -> feature(qube, arguments);
        JinjaExpression.JinjaCall inherited = arguments -> {
            Object own = feature(qube, arguments);
            return own != null
                    ? own
                    : Facts.template(world, qube)
                            .map(name -> feature(name, arguments))
                            .orElse(null);
        };
        Map<String, @Nullable Object> features = new HashMap<>();
        features.put("get", get);
        features.put("check_with_template", inherited);
        return features;
    }

    private @Nullable Object feature(String qube, List<Object> arguments) {
        String value = world.qube(qube).features.get(String.valueOf(arguments.getFirst()));
        return value == null && arguments.size() > 1 ? arguments.get(1) : value;
    }

    private static List<Interface> parse(String xml) throws SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            NodeList found = builder.parse(new InputSource(new StringReader(xml.strip())))
                    .getElementsByTagName("interface");
            List<Interface> interfaces = new ArrayList<>();
            for (int i = 0; i < found.getLength(); i++) {
                if (found.item(i) instanceof Element element) {
                    interfaces.add(Interface.of(element));
                }
            }
            return interfaces;
        } catch (ParserConfigurationException | IOException exception) {
            throw new IllegalStateException("Java's own XML parser is not there", exception);
        }
    }

    /**
     * A card as libvirt is told of it.
     *
     * @param bridge the bridge, or null for a routed card
     * @param backend the net qube
     */
    record Interface(@Nullable String bridge, String mac, String backend, String script) {

        static Interface of(Element element) {
            String bridge = attribute(element, "source", "bridge");
            return new Interface(
                    element.getAttribute("type").equals("bridge") && !bridge.isEmpty() ? bridge : null,
                    attribute(element, "mac", "address"),
                    attribute(element, "backenddomain", "name"),
                    attribute(element, "script", "path"));
        }

        private static String attribute(Element parent, String child, String attribute) {
            return parent.getElementsByTagName(child).item(0) instanceof Element element
                    ? element.getAttribute(attribute)
                    : "";
        }
    }
}
