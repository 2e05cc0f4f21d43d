package org.drawbridge.host.dom0;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.Domains;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostListener;
import org.drawbridge.host.HostWatch;
import org.drawbridge.host.InParallel;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.tool.Tool;
import org.drawbridge.host.tool.ToolResult;
import org.drawbridge.host.tool.ToolRunner;
import org.drawbridge.name.QubeName;

/** The qubes of R2B2, which has no Admin API, by its {@code qvm-*} tools alone. */
final class ToolDomains implements Domains {

    private static final int AT_ONCE = 2;

    /** The words by which the tools go back to a default; other settings have none there. */
    private static final Map<String, String> DEFAULTS =
            Map.of("netvm", "default", "kernel", "default", "kernelopts", "default", "mac", "auto", "bridge", "none");

    private static final Pattern NO_SUCH_QUBE = Pattern.compile("A VM with the name '[^']*' does not exist");
    private static final Pattern SERVICE = Pattern.compile("(\\S+) *: (Enabled|Disabled)");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");

    private final ToolRunner runner;
    private final boolean root;

    ToolDomains(ToolRunner runner, boolean root) {
        this.runner = runner;
        this.root = root;
    }

    @Override
    public void check() {
        rows();
    }

    @Override
    public List<QubeReport> qubes() {
        return InParallel.map(AT_ONCE, rows(), this::report).stream()
                .sorted(Comparator.comparing(
                                (QubeReport report) -> !report.name().isDom0())
                        .thenComparing(QubeReport::name))
                .toList();
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return row(name).map(this::report);
    }

    @Override
    public String state(QubeName qube) {
        return row(qube).orElseThrow(() -> new HostException.NoSuchQube(qube)).cell("state");
    }

    private Optional<QubeTable.Row> row(QubeName name) {
        return rows().stream().filter(row -> row.qube().equals(name)).findFirst();
    }

    private List<QubeTable.Row> rows() {
        HostTool.ListQubes tool = new HostTool.ListQubes();
        ToolResult result = runner.run(tool, OutputListener.SILENT);
        if (result.exit() != 0) {
            throw new HostException.Unreachable("qvm-ls cannot list the qubes (exit " + result.exit() + "): "
                    + ForeignText.oneLine(result.errorText()) + ". Look at dom0.");
        }
        return QubeTable.parse(result.asLines().output());
    }

    private QubeReport report(QubeTable.Row row) {
        List<String> prefs = row.qube().isDom0()
                ? List.of()
                : run(row.qube(), new HostTool.ListPrefs(row.qube(), root))
                        .asLines()
                        .output();
        return ToolReport.of(row, prefs);
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        if (!PRINTABLE.matcher(value).matches() || value.startsWith("-")) {
            throw new HostException.Declined("The value for " + property
                    + " was not set: it is one line of printable ASCII that begins with no hyphen.");
        }
        boolean none = value.isEmpty() && (property.equals("netvm") || property.equals("bridge"));
        set(qube, property, none ? "none" : value);
        Optional<String> now =
                qube(qube).flatMap(report -> report.property(property)).map(PropertyValue::value);
        if (now.isPresent() && !now.get().equalsIgnoreCase(value)) {
            throw new HostException.Declined("qvm-prefs took the value for " + property + " of " + qube
                    + ", but the qube has another one afterwards. Look at it with “qvm-prefs -l " + qube + "”.");
        }
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        String word = Optional.ofNullable(DEFAULTS.get(property))
                .orElseThrow(() -> new HostException.Declined("R2B2's qvm-prefs cannot set " + property
                        + " back to its default. Set the value that it is to have."));
        set(qube, property, word);
    }

    /** The tool ends with 0 whatever happens, and tells a failure in words only. */
    private void set(QubeName qube, String property, String value) {
        if (property.equals("mac") && PowerState.ofWord(state(qube)) != PowerState.HALTED) {
            throw new HostException.Declined(
                    qube + " is running, and its mac can be set only while it is halted. Shut it down and try again.");
        }
        ToolResult result = run(qube, new HostTool.SetPref(qube, property, value, root));
        String said = result.errorText();
        if (said.toUpperCase(Locale.ROOT).contains("ERROR") || said.contains("Wrong ") || said.contains("Invalid ")) {
            throw declined("set " + property + " of " + qube, result);
        }
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        throw noFeatures();
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        throw noFeatures();
    }

    private static HostException.Declined noFeatures() {
        return new HostException.Declined("R2B2 has no features. Use properties and services there.");
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return run(qube, new HostTool.ListServices(qube)).asLines().output().stream()
                .map(SERVICE::matcher)
                .filter(Matcher::matches)
                .filter(line -> line.group(1).equals(service))
                .map(line -> line.group(2).equals("Enabled"))
                .findFirst();
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        HostTool.ServiceState state = on.map(
                        value -> value ? HostTool.ServiceState.ENABLED : HostTool.ServiceState.DISABLED)
                .orElse(HostTool.ServiceState.UNSAID);
        run(qube, new HostTool.SetService(qube, service, state));
    }

    @Override
    public void start(QubeName qube) {
        if (PowerState.ofWord(state(qube)) != PowerState.RUNNING) {
            run(qube, new HostTool.StartQube(qube));
        }
    }

    @Override
    public void shutdown(QubeName qube) {
        if (PowerState.ofWord(state(qube)) != PowerState.HALTED) {
            run(qube, new HostTool.ShutdownQube(qube));
        }
    }

    /** R2B2 tells nothing by itself. */
    @Override
    public HostWatch watch(HostListener listener) {
        return HostWatch.NONE;
    }

    private ToolResult run(QubeName qube, Tool tool) {
        ToolResult result = runner.run(tool, OutputListener.SILENT);
        if (NO_SUCH_QUBE.matcher(result.errorText()).find()) {
            throw new HostException.NoSuchQube(qube);
        }
        if (result.exit() != 0) {
            throw declined(tool.program() + " for " + qube, result);
        }
        return result;
    }

    private static HostException.Declined declined(String what, ToolResult result) {
        return new HostException.Declined("The tools of R2B2 did not " + what + ": "
                + ForeignText.oneLine(result.errorText()) + " (exit " + result.exit() + ").");
    }
}
