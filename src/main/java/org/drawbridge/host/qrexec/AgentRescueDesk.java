package org.drawbridge.host.qrexec;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.name.QubeName;
import tools.jackson.databind.JsonNode;

/** The rescue kits in dom0, by the agent: a person there agrees to each job. */
final class AgentRescueDesk implements RescueDesk {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** How long a person in dom0 may take to answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int DIGEST_SHOWN = 12;

    private final Agent agent;

    AgentRescueDesk(Agent agent) {
        this.agent = agent;
    }

    @Override
    public void begin(Manifest manifest) {
        String argument = manifest.netvm() + "+" + manifest.bridge() + "+"
                + manifest.digest().substring(0, DIGEST_SHOWN);
        agent.begin(argument, Map.of("job", manifest.job()), PATIENCE).orThrow(manifest.netvm());
    }

    @Override
    public Instant arm(Manifest manifest, Duration within) {
        Map<String, Object> request = Map.of("job", manifest.job(), "within", within.toSeconds(), "manifest", manifest);
        return Instant.ofEpochSecond(
                agent.ask("arm", request, LIMIT).orThrow(manifest.netvm()).number("until"));
    }

    @Override
    public void disarm(String job) {
        agent.ask("disarm", Map.of("job", job), LIMIT).orThrow(QubeName.DOM0);
    }

    @Override
    public boolean keepsTime() {
        return true;
    }

    @Override
    public Instant time(String job, Duration within) {
        Map<String, Object> request = Map.of("job", job, "within", within.toSeconds());
        return Instant.ofEpochSecond(
                agent.ask("disarm", request, LIMIT).orThrow(QubeName.DOM0).number("until"));
    }

    @Override
    public List<Kit> kits() {
        AgentAnswer.Done answer = agent.ask("list", Map.of(), LIMIT).orThrow(QubeName.DOM0);
        List<Kit> kits = new ArrayList<>();
        for (JsonNode kit : answer.node().path("kits")) {
            AgentAnswer.Done told = new AgentAnswer.Done(kit);
            kits.add(new Kit(
                    told.text("job"),
                    told.text("state"),
                    Instant.ofEpochSecond(told.number("until")),
                    result(kit.path("result"))));
        }
        return kits;
    }

    private static Optional<Result> result(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        AgentAnswer.Done told = new AgentAnswer.Done(node);
        List<String> left =
                told.texts("left").stream().map(ForeignText::oneLine).toList();
        return Optional.of(new Result(Instant.ofEpochSecond(told.number("at")), left));
    }
}
