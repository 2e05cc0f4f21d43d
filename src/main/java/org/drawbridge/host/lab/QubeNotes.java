package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the lab keeps of a qube, whether it runs or not; written as it stands to {@code qube.json}. */
final class QubeNotes {

    String qubeClass = "";
    int qid;

    /** The properties that were set; any other has its default. */
    final NavigableMap<String, String> properties = new TreeMap<>();

    final NavigableMap<String, String> features = new TreeMap<>();

    /** R2B2's services, which are no features there: on or off by name. */
    final NavigableMap<String, Boolean> services = new TreeMap<>();

    final NavigableSet<String> tags = new TreeSet<>();

    /** The network cards that were given to the qube. */
    final List<Card> cards = new ArrayList<>();

    /** Whether its files are its own and not a template's. */
    boolean ownsRoot() {
        return qubeClass.equals("TemplateVM") || qubeClass.equals("StandaloneVM");
    }

    boolean isDisposable() {
        return qubeClass.equals("DispVM");
    }

    boolean isDom0() {
        return qubeClass.equals("AdminVM");
    }

    /**
     * A network card.
     *
     * @param lan the network that it is plugged into, or the empty text where there is no cable or no access point
     */
    record Card(String name, String mac, boolean wireless, String lan) {}
}
