package org.drawbridge.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.name.QubeName;

/** One thing on a host that a bridge needs: it can be read, compared, written and put back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Artifact {

    /** The word for the kind in the API and on pages. */
    @JsonIgnore
    String kind();

    /** Where it lives. */
    @JsonIgnore
    Place where();

    /** Its path or name within that place. */
    @JsonIgnore
    String locator();

    /** A text that names it for people and in the audit, such as {@code file:sys-net:/rw/config/x}. */
    default String label() {
        return kind() + ":" + where().label() + ":" + locator();
    }

    /** A file in a place. */
    record File(Place place, HostPath path) implements Artifact {
        @Override
        public String kind() {
            return "file";
        }

        @Override
        public Place where() {
            return place;
        }

        @Override
        public String locator() {
            return path.value();
        }
    }

    /** A property of a qube, such as {@code netvm} or {@code mac}. */
    record Property(QubeName qube, String name) implements Artifact {
        @Override
        public String kind() {
            return "property";
        }

        @Override
        public Place where() {
            return Place.in(qube);
        }

        @Override
        public String locator() {
            return name;
        }
    }

    /** A feature of a qube. */
    record Feature(QubeName qube, String name) implements Artifact {
        @Override
        public String kind() {
            return "feature";
        }

        @Override
        public Place where() {
            return Place.in(qube);
        }

        @Override
        public String locator() {
            return name;
        }
    }

    /** A service of a qube; its value is {@code on}, {@code off} or, where nothing was said, absent. */
    record Service(QubeName qube, String name) implements Artifact {
        @Override
        public String kind() {
            return "service";
        }

        @Override
        public Place where() {
            return Place.in(qube);
        }

        @Override
        public String locator() {
            return name;
        }
    }

    /** Whether a qube runs; its value is Qubes' word, {@code Running} or {@code Halted}. */
    record Power(QubeName qube) implements Artifact {
        @Override
        public String kind() {
            return "power";
        }

        @Override
        public Place where() {
            return Place.in(qube);
        }

        @Override
        public String locator() {
            return "power";
        }
    }
}
