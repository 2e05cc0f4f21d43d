package org.drawbridge.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;

/** Something that is looked at when the steps are done, and before them, to say whether the change holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "probe")
public sealed interface Probe {

    /** What holds when the probe succeeds, as a sentence. */
    String claim();

    /** What to do where it does not hold, as a sentence. */
    default String remedy() {
        return switch (this) {
            case BridgeUp up ->
                "Look whether the cable is plugged in, and at NetworkManager's log in " + up.netvm() + ".";
            case BridgeGone gone -> "Look at NetworkManager's log in " + gone.netvm() + ".";
            case UplinkInBridge uplink ->
                "Look whether the cable is plugged in, and at NetworkManager's log in " + uplink.netvm() + ".";
            case HasAddress address ->
                "Look whether a DHCP server answers on that LAN, or give the bridge an address of its own in the profile.";
            case RulesInForce rules -> "Look who else changes the rules there.";
            case QubeOnBridge on -> "Look whether " + on.qube() + " runs, and start it again once the bridge is up.";
            case QubeOffBridge off -> "Shut " + off.qube() + " down and start it again.";
            case RouterAnswers router ->
                "Look whether " + router.from() + " has an address, and whether that router is there.";
            case StaysSilent silent -> "Ask on the page Ask which rule lets " + silent.from() + " through.";
        };
    }

    /** Whether it must hold after the job, or only if it held before. */
    boolean onlyIfBefore();

    /** The bridge is there and switched on. */
    record BridgeUp(QubeName netvm, BridgeName bridge, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return bridge + " is up in " + netvm;
        }
    }

    /** The bridge is not there. */
    record BridgeGone(QubeName netvm, BridgeName bridge, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return bridge + " is gone from " + netvm;
        }
    }

    /** The card is a port of the bridge. */
    record UplinkInBridge(QubeName netvm, InterfaceName uplink, BridgeName bridge, boolean onlyIfBefore)
            implements Probe {
        @Override
        public String claim() {
            return uplink + " is a port of " + bridge;
        }
    }

    /** The interface has an IPv4 address: NetworkManager reports success without one. */
    record HasAddress(QubeName netvm, InterfaceName link, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return link + " in " + netvm + " has an address";
        }
    }

    /** Rules are in force, or, for what Qubes added at run time, still in force. */
    record RulesInForce(HostCheck check, String claim, boolean onlyIfBefore) implements Probe {}

    /** The running qube's back end is a port of the bridge; not asked of a halted qube. */
    record QubeOnBridge(QubeName qube, QubeName netvm, BridgeName bridge, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return qube + " is on " + bridge;
        }
    }

    /** The running qube's back end is not a port of any bridge, unlike what a detach may leave; not asked of a halted qube. */
    record QubeOffBridge(QubeName qube, QubeName netvm, BridgeName bridge, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return qube + " is not on " + bridge;
        }
    }

    /**
     * The router that the net qube has on its LAN answers from inside a qube: from the net qube itself, from one behind it by
     * translation, or from one on the bridge.
     */
    record RouterAnswers(QubeName from, QubeName netvm, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return "The router of " + (from.equals(netvm) ? "the LAN" : netvm) + " answers " + from;
        }
    }

    /** A qube behind the net qube does not answer another one there. */
    record StaysSilent(QubeName from, QubeName to, Ipv4Address address, boolean onlyIfBefore) implements Probe {
        @Override
        public String claim() {
            return to + " does not answer " + from;
        }
    }
}
