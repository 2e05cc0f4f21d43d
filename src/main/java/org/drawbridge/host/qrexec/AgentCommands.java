package org.drawbridge.host.qrexec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.drawbridge.name.QubeName;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Commands, by the agent, which knows them by their names and makes their arguments by itself. */
final class AgentCommands {

    /** On top of a command's own limit, for the way there and back and for another that is at work. */
    private static final Duration WAY = Duration.ofSeconds(60);

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Agent agent;
    private final JsonMapper json;

    AgentCommands(Agent agent, JsonMapper json) {
        this.agent = agent;
        this.json = json;
    }

    CommandResult run(HostCommand command, OutputListener listener) {
        Map<String, Object> request = json.convertValue(command, FIELDS);
        CommandResult result = run(request, QubeName.of(command.place().label()), command.timeLimit(), listener);
        if (!command.accepts(result.exit())) {
            throw HostException.CommandFailed.of(command, result);
        }
        return result;
    }

    /** The lines that the agent's own look at a qube's interfaces gives. */
    CommandResult links(QubeName qube) {
        Map<String, Object> request = Map.of("command", "Links", "place", qube.value());
        return run(request, qube, Duration.ofSeconds(20), OutputListener.SILENT);
    }

    private CommandResult run(Map<String, Object> request, QubeName qube, Duration limit, OutputListener listener) {
        List<String> output = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        AgentAnswer.Done answer = agent.ask("run", request, limit.plus(WAY), (error, line) -> {
                    (error ? errors : output).add(line);
                    listener.line(line);
                })
                .orThrow(qube);
        return new CommandResult((int) answer.number("exit"), output, errors, answer.is("truncated"));
    }
}
