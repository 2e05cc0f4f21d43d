package org.drawbridge.host.adminapi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.name.QubeName;

/** A qubesd that gives one answer to the first call, and says to all others that the qube is halted. */
final class PlayedQubesd implements AdminTransport {

    private final byte[] answer;
    private final List<byte[]> requests = new ArrayList<>();

    PlayedQubesd(byte[] answer) {
        this.answer = answer;
    }

    /** The requests that came. */
    List<byte[]> requests() {
        return requests;
    }

    @Override
    public String peer() {
        return "qubesd";
    }

    @Override
    public AdminExchange begin(AdminCall call) {
        requests.add(call.request(QubeName.DOM0));
        byte[] said = requests.size() == 1 ? answer : Qubesd.ok("mem=0 power_state=Halted");
        return new AdminExchange() {
            @Override
            public InputStream answer() {
                return new ByteArrayInputStream(said);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String refusal(AdminCall call) {
        return "refused: " + PolicyLine.of(call, QubeName.DOM0);
    }
}
