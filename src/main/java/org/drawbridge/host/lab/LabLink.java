package org.drawbridge.host.lab;

import java.util.List;
import org.drawbridge.host.HostLink;

/** The link to a lab: a folder, and nothing in between. */
final class LabLink implements HostLink {

    private final Lab lab;

    LabLink(Lab lab) {
        this.lab = lab;
    }

    @Override
    public List<Fact> facts() {
        return List.of(
                new Fact(
                        "The lab's folder",
                        lab.folder().toString(),
                        "All of the host is in it, and it can be thrown away.",
                        true),
                new Fact("The release", lab.release().label(), "As drawbridge.lab.release says.", true),
                new Fact("qubesd and the tools", "none", "The lab does by itself what they would do.", true));
    }
}
