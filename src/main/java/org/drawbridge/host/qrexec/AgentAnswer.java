package org.drawbridge.host.qrexec;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.name.QubeName;
import tools.jackson.databind.JsonNode;

/** What the agent answered: done, with some values, or not, with a word and a sentence. */
sealed interface AgentAnswer {

    static AgentAnswer of(JsonNode node) {
        if (node.path("ok").asBoolean(false)) {
            return new Done(node);
        }
        return new Failed(
                node.path("code").asString("trouble"),
                ForeignText.oneLine(node.path("message").asString("")));
    }

    /** The values, or the exception that the answer is. */
    default Done orThrow(QubeName qube) {
        return switch (this) {
            case Done done -> done;
            case Failed failed -> throw failed.exception(qube);
        };
    }

    /** It was done. */
    record Done(JsonNode node) implements AgentAnswer {

        String text(String field) {
            JsonNode value = node.path(field);
            if (!value.isString()) {
                throw bad(field);
            }
            return value.asString();
        }

        boolean is(String field) {
            JsonNode value = node.path(field);
            if (!value.isBoolean()) {
                throw bad(field);
            }
            return value.asBoolean();
        }

        long number(String field) {
            JsonNode value = node.path(field);
            if (!value.isIntegralNumber()) {
                throw bad(field);
            }
            return value.asLong();
        }

        List<String> texts(String field) {
            List<String> texts = new ArrayList<>();
            for (JsonNode each : node.path(field)) {
                if (!each.isString()) {
                    throw bad(field);
                }
                texts.add(each.asString());
            }
            return texts;
        }

        HostException.BadAnswer bad(String field) {
            return new HostException.BadAnswer("The answer of the agent in dom0 has no useful “" + field
                    + "”. Check that drawbridge-dom0 there is of the same version as this console.");
        }
    }

    /** It was not done. */
    record Failed(String code, String message) implements AgentAnswer {

        HostException exception(QubeName qube) {
            String sentence = "The agent in dom0: " + message;
            return switch (code) {
                case "no-such-qube" -> new HostException.NoSuchQube(qube);
                case "not-running" -> new HostException.NotRunning(qube);
                case "refused" -> new HostException.Refused(sentence);
                case "not-started" -> new HostException.CommandNotStarted(sentence);
                case "timed-out" -> new HostException.TimedOut(sentence);
                case "changed" -> new HostException.Declined(sentence);
                default -> new HostException.FileTrouble(sentence);
            };
        }
    }
}
