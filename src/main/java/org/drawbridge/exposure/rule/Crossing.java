package org.drawbridge.exposure.rule;

import org.jspecify.annotations.Nullable;

/**
 * Where packets are when rules look at them.
 *
 * @param hook the hook
 * @param in the interface they came in by; null where the kernel does not say
 * @param out the interface they leave by; null where that is not decided yet
 * @param bridged whether the kernel knows a bridge port that they came in by, or leave by
 * @param physicalIn the bridge port they came in by
 * @param physicalOut the bridge port they leave by, if they are bridged
 * @param cast whether the frame was for one, for all or for many
 * @param addresses the net qube's own addresses
 * @param ownIn the net qube's address that redirection at this place leads to; empty if there is none
 * @param ownOut the net qube's address that masquerading at this place shows; empty if there is none
 * @param tracked whether connection tracking has seen the packet
 */
public record Crossing(
        Hook hook,
        @Nullable Device in,
        @Nullable Device out,
        boolean bridged,
        @Nullable Device physicalIn,
        @Nullable Device physicalOut,
        Cast cast,
        LocalAddresses addresses,
        IntervalSet ownIn,
        IntervalSet ownOut,
        boolean tracked) {

    Crossing tracked(boolean seen) {
        return seen == tracked
                ? this
                : new Crossing(hook, in, out, bridged, physicalIn, physicalOut, cast, addresses, ownIn, ownOut, seen);
    }

    /** An interface, as rules see it. */
    public record Device(String name, long group) {}

    /** Whom a frame is for. */
    public enum Cast {
        HOST,
        BROADCAST,
        MULTICAST,
        /** A frame for one other than the net qube, as rules for frames in a bridge see it. */
        OTHER_HOST
    }

    /**
     * Addresses by what the kernel's routing tables say they are.
     *
     * @param routed those that a route leads to, the net qube's own ones too
     */
    public record LocalAddresses(IntervalSet local, IntervalSet broadcast, IntervalSet multicast, IntervalSet routed) {

        /** Addresses that are none of the others. */
        public IntervalSet unicast() {
            return Dimension.DESTINATION.all().minus(local).minus(broadcast).minus(multicast);
        }
    }
}
