package org.drawbridge.web.overview;

import java.util.List;

/**
 * The host's network as a picture: boxes and the lines between them, in pixels, and the same in words.
 *
 * @param width of the whole
 * @param height of the whole
 * @param boxes cards, bridges and qubes
 * @param lines who hangs on whom
 * @param words the same as the picture tells, a sentence each
 */
record Topology(int width, int height, List<Box> boxes, List<Line> lines, List<String> words) {

    Topology {
        boxes = List.copyOf(boxes);
        lines = List.copyOf(lines);
        words = List.copyOf(words);
    }

    public boolean isEmpty() {
        return boxes.isEmpty();
    }

    /** What a box stands for. */
    enum Kind {
        CARD,
        BRIDGE,
        QUBE,
        MORE
    }

    /**
     * A box.
     *
     * @param x of its left edge
     * @param y of its upper edge
     * @param name what stands in it
     * @param title the same uncut, with what else is known
     * @param under the small line below the name, or empty
     * @param label the colour of a qube, or empty
     * @param on whether it runs
     * @param href where it leads
     */
    record Box(
            Kind kind, int x, int y, String name, String title, String under, String label, boolean on, String href) {

        static final int WIDTH = 168;
        static final int HEIGHT = 42;

        public int width() {
            return WIDTH;
        }

        public int height() {
            return HEIGHT;
        }

        public int middle() {
            return y + HEIGHT / 2;
        }

        public boolean isBridge() {
            return kind == Kind.BRIDGE;
        }

        public int textX() {
            return label.isEmpty() ? x + 12 : x + 32;
        }
    }

    /**
     * A line from the right edge of one box to the left edge of another.
     *
     * @param path as SVG has it
     * @param bridged whether it is a way over a bridge
     */
    record Line(String path, boolean bridged) {

        static Line between(Box from, Box to, boolean bridged) {
            int startX = from.x() + Box.WIDTH;
            int half = Math.max(20, (to.x() - startX) / 2);
            return new Line(
                    "M" + startX + " " + from.middle() + "C" + (startX + half) + " " + from.middle() + " "
                            + (to.x() - half) + " " + to.middle() + " " + to.x() + " " + to.middle(),
                    bridged);
        }
    }
}
