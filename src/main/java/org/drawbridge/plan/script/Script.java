package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.plan.Step;

/**
 * What a script has in it, decided and in its order, before it is written.
 *
 * @param head what a person reads first, a line each
 * @param qubes the qubes in which something is done
 * @param artifacts what the plan changes, each once
 * @param firstWrite the number of the first step that does more than start a qube; what could not be read before is looked at then
 * @param contents the contents of files by their sum
 */
public record Script(
        ScriptDirection direction,
        Release release,
        List<String> head,
        List<QubeName> qubes,
        List<Touched> artifacts,
        List<Step> steps,
        int firstWrite,
        List<Probe> probes,
        SortedMap<String, Contents> contents) {

    /** The script of a plan. */
    public static Script of(Plan plan, ScriptDirection direction, String fileName) {
        List<Step> steps = new ArrayList<>();
        plan.steps().forEach(step -> steps.add(step.withSeq(steps.size() + 1)));
        return new Script(
                direction,
                plan.release(),
                ScriptHead.of(plan, direction, fileName),
                qubes(steps),
                touched(steps),
                List.copyOf(steps),
                firstWrite(steps),
                plan.probes(),
                contents(steps));
    }

    private static List<QubeName> qubes(List<Step> steps) {
        return steps.stream()
                .map(Script::place)
                .filter(Place.InQube.class::isInstance)
                .map(place -> ((Place.InQube) place).qube())
                .distinct()
                .toList();
    }

    private static Place place(Step step) {
        return switch (step) {
            case Step.Change change -> change.artifact().where();
            case Step.Action action -> action.command().place();
        };
    }

    private static List<Touched> touched(List<Step> steps) {
        Map<Artifact, Touched> touched = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change) {
                touched.merge(
                        change.artifact(),
                        new Touched(change.artifact(), change.before(), change.after()),
                        (first, then) -> new Touched(first.artifact(), first.before(), then.after()));
            }
        }
        return List.copyOf(touched.values());
    }

    private static int firstWrite(List<Step> steps) {
        return steps.stream()
                .filter(step -> !isStart(step))
                .map(Step::seq)
                .findFirst()
                .orElse(0);
    }

    private static boolean isStart(Step step) {
        return step instanceof Step.Change change
                && change.artifact() instanceof Artifact.Power
                && change.after() instanceof Content.Setting after
                && PowerState.ofWord(after.value()) == PowerState.RUNNING;
    }

    private static SortedMap<String, Contents> contents(List<Step> steps) {
        SortedMap<String, Contents> contents = new TreeMap<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change) {
                add(contents, change, change.before());
                add(contents, change, change.after());
            }
        }
        return contents;
    }

    private static void add(SortedMap<String, Contents> contents, Step.Change change, Content content) {
        if (content instanceof Content.FileContent file) {
            FileImage image = file.image();
            String name = change.artifact().locator() + " in "
                    + change.artifact().where().label();
            contents.putIfAbsent(image.sha256().hex(), new Contents(name, image));
        }
    }

    /** An artifact with what it was before all steps and what it is after them. */
    public record Touched(Artifact artifact, Content before, Content after) {}

    /**
     * What is in a file.
     *
     * @param name which file, for people
     */
    public record Contents(String name, FileImage image) {}
}
