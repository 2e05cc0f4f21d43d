package org.drawbridge.host.qrexec;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drawbridge.host.HostException;
import org.drawbridge.host.adminapi.AdminExchange;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the agent in dom0: one JSON object there, lines of JSON back, of which the last is the answer and the others are what a
 * program said meanwhile.
 */
final class Agent {

    /** The largest answer: a file of the largest size in base64, and what is around it. */
    private static final int LONGEST_LINE = 2 * 1024 * 1024;

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final QrexecClient client;
    private final QubeName console;
    private final JsonMapper json;

    Agent(QrexecClient client, QubeName console, JsonMapper json) {
        this.client = client;
        this.console = console;
        this.json = json;
    }

    /**
     * Asks for a verb of the agent's.
     *
     * @param within how long it may take
     * @param heard hears what a program says
     * @return the answer, which says {@code ok} or why not
     */
    AgentAnswer ask(String verb, Map<String, ?> request, Duration within, Heard heard) {
        return call("drawbridge.Agent+" + verb, request, within, heard);
    }

    AgentAnswer ask(String verb, Map<String, ?> request, Duration within) {
        return ask(verb, request, within, (error, line) -> {});
    }

    /** Lets a person in dom0 agree, whose question has the argument in it. */
    AgentAnswer begin(String argument, Map<String, ?> request, Duration within) {
        return call("drawbridge.Begin+" + argument, request, within, (error, line) -> {});
    }

    private AgentAnswer call(String service, Map<String, ?> request, Duration within, Heard heard) {
        BlockingQueue<Object> said = new LinkedBlockingQueue<>();
        try (AdminExchange exchange = client.begin(QubeName.DOM0, service, json.writeValueAsBytes(request))) {
            Thread.ofVirtual().name("dom0 agent").start(() -> read(exchange, said));
            return listen(service, said, within, heard);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut("The console stopped waiting for the answer to " + service
                    + ". Whether it was done is not known. Look at the host before going on.");
        }
    }

    private AgentAnswer listen(String service, BlockingQueue<Object> said, Duration within, Heard heard)
            throws InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            Object next = said.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new HostException.TimedOut(
                        "The agent in dom0 did not answer " + service + " within " + within.toSeconds()
                                + " s. Whether it was done is not known. Look at the host before going on.");
            }
            if (next instanceof HostException failed) {
                throw failed;
            }
            if (next instanceof End ended) {
                throw ended.why(service, console);
            }
            JsonNode node = (JsonNode) next;
            if (node.has("ok")) {
                return AgentAnswer.of(node);
            }
            tell(node, heard);
        }
    }

    private static void tell(JsonNode node, Heard heard) {
        boolean error = node.has("error");
        heard.line(error, node.path(error ? "error" : "line").asString(""));
    }

    private void read(AdminExchange exchange, BlockingQueue<Object> said) {
        int bytes = 0;
        boolean any = false;
        try (InputStream answer = new BufferedInputStream(exchange.answer())) {
            for (byte @Nullable [] line = line(answer); line != null; line = line(answer)) {
                any = true;
                bytes += line.length;
                if (bytes > MOST_BYTES) {
                    throw bad("it is longer than " + MOST_BYTES + " bytes");
                }
                said.add(Objects.requireNonNull(json.readTree(line)));
            }
            said.add(new End(any));
        } catch (HostException exception) {
            said.add(exception);
        } catch (IOException exception) {
            said.add(new End(any));
        } catch (JacksonException exception) {
            said.add(bad("a line of it is no JSON"));
        }
    }

    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= LONGEST_LINE) {
                throw bad("a line of it is longer than " + LONGEST_LINE + " bytes");
            }
            line.write(each);
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private static HostException.BadAnswer bad(String why) {
        return new HostException.BadAnswer("The answer of the agent in dom0 cannot be used: " + why
                + ". Check that drawbridge-dom0 there is of the same version as this console.");
    }

    /** Hears what a program says. */
    @FunctionalInterface
    interface Heard {
        void line(boolean error, String line);
    }

    /** The agent said no more, and had not answered. */
    private record End(boolean begun) {

        HostException why(String service, QubeName console) {
            if (begun) {
                return new HostException.Unreachable("The connection to dom0 broke during " + service
                        + ". Whether it was done is not known. Look at the host before going on.");
            }
            return new HostException.Refused(
                    "dom0 refused " + service + ", or nobody there agreed, or drawbridge-dom0 is not"
                            + " installed there. This line in /etc/qubes/policy.d/30-drawbridge.policy allows it: "
                            + QrexecPolicy.line(service, console));
        }
    }
}
