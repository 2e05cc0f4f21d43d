package org.drawbridge.host.kit;

/** What looks after the kits on the host while there is no console. */
public interface KitUnits {

    /** A lab has no daemon: whoever wants to see a kit go back runs it. */
    KitUnits NONE = new KitUnits() {
        @Override
        public void on() {}

        @Override
        public void off() {}
    };

    /** A kit is armed. */
    void on();

    /** No kit is armed any more. */
    void off();
}
