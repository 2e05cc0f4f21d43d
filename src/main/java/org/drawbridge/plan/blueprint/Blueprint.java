package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.plan.blueprint.Keyfiles.PortKeys;

/**
 * What a release needs for a bridge.
 *
 * @param release the release
 * @param parts in the order in which they add to a plan: the qubes last, since what the others change decides whether they restart
 */
record Blueprint(Release release, List<Part> parts) {

    Blueprint {
        parts = List.copyOf(parts);
    }

    static Blueprint of(Release release) {
        return switch (release) {
            case R2B2 -> {
                LinkStyle style = new SeedLink();
                yield new Blueprint(
                        release,
                        List.of(
                                new ManagerPatches(),
                                new TemplateRules(),
                                new BridgeLink(style),
                                new Members(new R2Members(), style)));
            }
            case R4_1 -> modern(release, new DeviceTemplate(), new IptablesRules(), PortKeys.MASTER);
            case R4_2 -> modern(release, new DeviceTemplate(), new NftRules(), PortKeys.MASTER);
            case R4_3 -> modern(release, new ByNameTemplate(), new NftRules(), PortKeys.CONTROLLER);
        };
    }

    private static Blueprint modern(Release release, Part option, Part rules, PortKeys keys) {
        LinkStyle style = new ModernLink(keys);
        return new Blueprint(
                release,
                List.of(option, rules, new BridgeLink(style), new Members(new R4Members(), style), new HomePower()));
    }
}
