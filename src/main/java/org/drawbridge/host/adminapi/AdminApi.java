package org.drawbridge.host.adminapi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Pause;
import org.drawbridge.name.QubeName;

/**
 * The calls of the Admin API that Drawbridge makes, typed.
 *
 * <p>Every one throws {@link HostException}: {@code NoSuchQube}, {@code Declined} with the server's words, {@code Refused} with
 * the policy line, {@code Unreachable}, {@code TimedOut} or {@code BadAnswer}.
 */
public final class AdminApi {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration SHUTDOWN_LIMIT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final String NO_PROPERTY = "QubesNoSuchPropertyError";
    private static final String NO_FEATURE = "QubesFeatureNotFoundError";
    private static final String NO_TAG = "QubesTagNotFoundError";
    private static final String NOT_STARTED = "QubesVMNotStartedError";
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final AdminClient client;
    private final Pause pause;

    public AdminApi(AdminClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /** Every qube that may be seen, in the server's order. */
    public List<AdminQube> qubes() {
        return listing(AdminCall.of("admin.vm.List", QubeName.DOM0)).qubes();
    }

    public Optional<AdminQube> qube(QubeName name) {
        AdminCall call = AdminCall.of("admin.vm.List", name);
        return client.find(call, "QubesVMNotFoundError")
                .flatMap(data -> AdminListing.of(call, data).qubes().stream()
                        .filter(qube -> qube.name().equals(name))
                        .findFirst());
    }

    /** All properties of a qube in one round trip, as every release from R4.1 on offers it. */
    public SortedMap<String, AdminProperty> properties(QubeName qube) {
        return listing(AdminCall.of("admin.vm.property.GetAll", qube)).properties();
    }

    public List<String> propertyNames(QubeName qube) {
        return listing(AdminCall.of("admin.vm.property.List", qube)).names();
    }

    public Optional<AdminProperty> property(QubeName qube, String property) {
        return find(AdminCall.of("admin.vm.property.Get", property, qube), NO_PROPERTY)
                .map(AdminListing::property);
    }

    public void setProperty(QubeName qube, String property, String value) {
        client.call(AdminCall.of("admin.vm.property.Set", property, qube).withPayload(printable(property, value)));
    }

    public void resetProperty(QubeName qube, String property) {
        client.call(AdminCall.of("admin.vm.property.Reset", property, qube));
    }

    public SortedMap<String, AdminProperty> globalProperties() {
        return listing(AdminCall.of("admin.property.GetAll", QubeName.DOM0)).properties();
    }

    public Optional<AdminProperty> globalProperty(String property) {
        return find(AdminCall.of("admin.property.Get", property, QubeName.DOM0), NO_PROPERTY)
                .map(AdminListing::property);
    }

    public void setGlobalProperty(String property, String value) {
        client.call(
                AdminCall.of("admin.property.Set", property, QubeName.DOM0).withPayload(printable(property, value)));
    }

    public void resetGlobalProperty(String property) {
        client.call(AdminCall.of("admin.property.Reset", property, QubeName.DOM0));
    }

    public List<String> featureNames(QubeName qube) {
        return listing(AdminCall.of("admin.vm.feature.List", qube)).names();
    }

    /** The feature's text, which is empty where it is off, or nothing where it is not set. */
    public Optional<String> feature(QubeName qube, String feature) {
        return find(AdminCall.of("admin.vm.feature.Get", feature, qube), NO_FEATURE)
                .map(AdminListing::text);
    }

    public void setFeature(QubeName qube, String feature, String value) {
        client.call(AdminCall.of("admin.vm.feature.Set", feature, qube).withPayload(printable(feature, value)));
    }

    /** Takes a feature away; without effect where it is not set. */
    public void removeFeature(QubeName qube, String feature) {
        find(AdminCall.of("admin.vm.feature.Remove", feature, qube), NO_FEATURE);
    }

    public List<String> tags(QubeName qube) {
        return listing(AdminCall.of("admin.vm.tag.List", qube)).names();
    }

    public boolean hasTag(QubeName qube, String tag) {
        return listing(AdminCall.of("admin.vm.tag.Get", checkedTag(tag), qube))
                .text()
                .equals("1");
    }

    public void setTag(QubeName qube, String tag) {
        client.call(AdminCall.of("admin.vm.tag.Set", checkedTag(tag), qube));
    }

    /** Takes a tag away; without effect where it is not set. */
    public void removeTag(QubeName qube, String tag) {
        find(AdminCall.of("admin.vm.tag.Remove", checkedTag(tag), qube), NO_TAG);
    }

    public List<String> labels() {
        return listing(AdminCall.of("admin.label.List", QubeName.DOM0)).names();
    }

    /** Qubes' word for the state that the qube is in now, such as {@code Running}. */
    public String state(QubeName qube) {
        AdminListing listing = listing(AdminCall.of("admin.vm.CurrentState", qube));
        return listing.required(listing.words(), "power_state");
    }

    /** Starts a qube, and before it what it hangs on, and waits until it answers; one that runs stays as it is. */
    public void start(QubeName qube) {
        client.call(AdminCall.of("admin.vm.Start", qube), START_LIMIT);
    }

    /** Asks a qube to shut down and waits until it is halted; one that is halted stays as it is. */
    public void shutdown(QubeName qube) {
        find(AdminCall.of("admin.vm.Shutdown", qube), NOT_STARTED);
        for (long looks = SHUTDOWN_LIMIT.dividedBy(BETWEEN_LOOKS); looks > 0; looks--) {
            if (state(qube).equals("Halted")) {
                return;
            }
            rest(qube);
        }
        throw new HostException.TimedOut(qube + " did not shut down within " + SHUTDOWN_LIMIT.toSeconds()
                + " s; it may still do so. Look at it, and end it by hand if it hangs.");
    }

    /** Ends a qube at once; one that is halted stays as it is. */
    public void kill(QubeName qube) {
        find(AdminCall.of("admin.vm.Kill", qube), NOT_STARTED);
    }

    private void rest(QubeName qube) {
        try {
            pause.pass(BETWEEN_LOOKS);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut(
                    "The console stopped waiting for " + qube + " to shut down. Look at it before going on.");
        }
    }

    private AdminListing listing(AdminCall call) {
        return AdminListing.of(call, client.call(call));
    }

    private Optional<AdminListing> find(AdminCall call, String absence) {
        return client.find(call, absence).map(data -> AdminListing.of(call, data));
    }

    /** Releases up to R4.3 answer a value outside of ASCII with nothing, and R4.1 and R4.2 take a line's end and keep it. */
    private static String printable(String name, String value) {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new HostException.Declined("The value for " + name
                    + " was not sent: qubesd takes one line of printable ASCII. Check it and try again.");
        }
        return value;
    }

    private static String checkedTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new HostException.Declined(
                    "“" + tag + "” is no tag: it starts with a letter or _ and has letters, digits, _ . and -.");
        }
        return tag;
    }
}
