package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.Expected;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Preconditions;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Settings;
import org.drawbridge.plan.survey.Survey;

/** A plan in the making: parts add to its phases, and only what differs from the host becomes a change. */
final class Draft {

    private final Request request;
    private final Survey survey;
    private final Map<Phase, List<Step>> phases = new EnumMap<>(Phase.class);
    private final Set<Artifact> leftAlone = new HashSet<>();
    private final Set<QubeName> replugged = new HashSet<>();
    private final Map<Artifact, Content> now = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();
    private boolean bridgeRestarts;

    Draft(Request request, Survey survey) {
        this.request = request;
        this.survey = survey;
    }

    Request request() {
        return request;
    }

    Survey survey() {
        return survey;
    }

    /**
     * What an artifact is at this point of the plan. Where it could not be seen it is expected to be what the last applied plan
     * left, or else nothing.
     */
    Content now(Artifact artifact) {
        Content changed = now.get(artifact);
        if (changed != null) {
            return changed;
        }
        return survey.content(artifact)
                .map(seen -> artifact instanceof Artifact.File file && survey.isSecondHand(file)
                        ? request.memory().expected(file, seen)
                        : seen)
                .or(() -> request.baseline().last(artifact))
                .orElse(artifact instanceof Artifact.File ? Content.NO_FILE : Settings.nothing());
    }

    /** Whether an artifact would have to be changed to become this. */
    boolean differs(Artifact artifact, Content wanted) {
        return !same(artifact, now(artifact), wanted);
    }

    /** Makes an artifact what is wanted; says whether that takes a change. */
    boolean change(Phase phase, Artifact artifact, Content wanted, String reason, String why) {
        Content before = now(artifact);
        if (same(artifact, before, wanted)) {
            return false;
        }
        now.put(artifact, wanted);
        add(phase, new Step.Change(0, artifact, before, wanted, Titles.of(artifact, before, wanted), reason, why));
        return true;
    }

    /**
     * What an artifact goes back to: what it was before the profile was first applied. A setting that another hand changed since
     * stays as it is.
     *
     * @param unknown where no applied plan knows it
     */
    Content restoration(Artifact artifact, Content unknown) {
        Content wanted = request.baseline().before(artifact).orElse(unknown);
        Optional<Content> left = request.baseline().last(artifact);
        if (artifact instanceof Artifact.File || left.isEmpty() || !differs(artifact, left.get())) {
            return wanted;
        }
        if (differs(artifact, wanted) && leftAlone.add(artifact)) {
            findings.add(LeftAlone.finding(artifact, now(artifact)));
        }
        return now(artifact);
    }

    /** Puts a file back to what it was before the profile was applied. */
    void restore(Phase phase, Artifact.File file, Content unknown, String reason) {
        change(phase, file, restoration(file, unknown), reason, "");
    }

    void add(Phase phase, Step step) {
        phases.computeIfAbsent(phase, each -> new ArrayList<>()).add(step);
    }

    /** Switches a qube on or off, unless it is so already. */
    boolean power(Phase phase, QubeName qube, boolean on, String reason) {
        return change(phase, new Artifact.Power(qube), Settings.of(on ? "Running" : "Halted"), reason, "");
    }

    void find(Finding finding) {
        findings.add(finding);
    }

    void probe(Probe probe) {
        probes.add(probe);
    }

    /** Remembers that the bridge goes down, so that every qube on it has to come back. */
    void restartBridge() {
        bridgeRestarts = true;
    }

    /** Remembers that a qube's card will be another one, so that it has to start anew. */
    void replug(QubeName qube) {
        replugged.add(qube);
    }

    boolean isReplugged(QubeName qube) {
        return replugged.contains(qube);
    }

    boolean bridgeRestarts() {
        return bridgeRestarts;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Probe> probes() {
        return List.copyOf(probes);
    }

    /** The steps in their order, numbered from 1. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Phase phase : Phase.orderOf(request)) {
            for (Step step : phases.getOrDefault(phase, List.of())) {
                steps.add(step.withSeq(steps.size() + 1));
            }
        }
        return steps;
    }

    /** What each artifact must be before the first step. */
    List<Plan.Precondition> preconditions() {
        Map<Artifact, Expected> first = new LinkedHashMap<>();
        for (Step step : steps()) {
            if (step instanceof Step.Change change) {
                first.putIfAbsent(change.artifact(), Preconditions.of(change.before()));
            }
        }
        return first.entrySet().stream()
                .map(entry -> new Plan.Precondition(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static boolean same(Artifact artifact, Content one, Content other) {
        if (one instanceof Content.Setting first && other instanceof Content.Setting second) {
            return first.isDefault() ? second.isDefault() : Objects.equals(first, second);
        }
        return one.equals(other) || Keyfiles.meanTheSame(artifact, one, other);
    }
}
