package org.drawbridge.host.qrexec;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.name.QubeName;

/** Files of dom0 and of qubes, by the agent; what it says of a qube's files is still the qube's word. */
final class AgentFiles {

    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final Agent agent;

    AgentFiles(Agent agent) {
        this.agent = agent;
    }

    Optional<FileImage> read(Place place, HostPath path) {
        AgentAnswer.Done answer = look(place, path);
        if (!answer.is("exists")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileImage(
                    Base64.getDecoder().decode(answer.text("content")),
                    Integer.parseInt(answer.text("mode"), 8),
                    answer.text("owner"),
                    answer.text("group")));
        } catch (IllegalArgumentException exception) {
            throw answer.bad("content");
        }
    }

    List<String> list(Place place, HostPath folder) {
        return look(place, folder).texts("names");
    }

    private AgentAnswer.Done look(Place place, HostPath path) {
        return agent.ask("read", Map.of("place", place.label(), "path", path.value()), LIMIT)
                .orThrow(QubeName.of(place.label()));
    }

    void write(Place place, HostPath path, FileImage image, Expected expected) {
        Map<String, Object> request = request(place, path, expected);
        request.put("sha256", image.sha256().hex());
        switch (place) {
            case Place.Dom0 dom0 ->
                TemplateParameters.of(path, image).ifPresent(parameters -> request.put("template", parameters));
            case Place.InQube in -> request.put("content", Base64.getEncoder().encodeToString(image.content()));
        }
        AgentAnswer answer = agent.ask("write", request, LIMIT);
        if (isRefused(answer) && (request.containsKey("template") || request.containsKey("content"))) {
            // A text of another form, or made of another stock text, can be one that was there before: the agent keeps
            // it.
            request.remove("template");
            request.remove("content");
            AgentAnswer again = agent.ask("write", request, LIMIT);
            answer = again instanceof AgentAnswer.Done ? again : answer;
        }
        settle(answer, place, path, expected);
    }

    private static boolean isRefused(AgentAnswer answer) {
        return answer instanceof AgentAnswer.Failed failed && failed.code().equals("refused");
    }

    void delete(Place place, HostPath path, Expected expected) {
        settle(agent.ask("remove", request(place, path, expected), LIMIT), place, path, expected);
    }

    private static Map<String, Object> request(Place place, HostPath path, Expected expected) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("place", place.label());
        request.put("path", path.value());
        request.put("expected", expected.text());
        return request;
    }

    private void settle(AgentAnswer answer, Place place, HostPath path, Expected expected) {
        if (answer instanceof AgentAnswer.Failed failed && failed.code().equals("changed")) {
            throw new HostException.PreconditionFailed(place, path, expected, read(place, path));
        }
        answer.orThrow(QubeName.of(place.label()));
    }
}
