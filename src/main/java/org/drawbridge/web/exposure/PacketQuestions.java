package org.drawbridge.web.exposure;

import java.util.Optional;
import java.util.UUID;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.PacketWalk;
import org.drawbridge.exposure.Situation;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.ExposureQuestions;
import org.drawbridge.plan.NetQubeSeen;
import org.drawbridge.web.api.InvalidInputException;
import org.springframework.stereotype.Component;

/** Answers questions about single packets, for the page and the API. */
@Component
class PacketQuestions {

    private final ExposureQuestions situations;

    PacketQuestions(ExposureQuestions situations) {
        this.situations = situations;
    }

    /**
     * What becomes of the packet.
     *
     * @throws InvalidInputException if the question cannot be understood
     */
    PacketAnswer answer(PacketQuestion question) {
        PacketReading reading = new PacketReading(question);
        Optional<UUID> plan = reading.plan();
        Optional<QubeName> netvm = reading.netvm();
        if (netvm.isEmpty() || !reading.violations().isEmpty()) {
            throw new InvalidInputException(reading.violations());
        }
        NetQubeSeen seen = plan.map(situations::after).orElseGet(() -> situations.current(netvm.get()));
        Situation situation = seen.situation();
        Packet packet =
                reading.packet(situation.topology()).orElseThrow(() -> new InvalidInputException(reading.violations()));
        return PacketAnswer.of(new PacketWalk(situation.rules(), situation.topology()).walk(packet), seen.assumed());
    }
}
