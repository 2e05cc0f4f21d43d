package org.drawbridge.host.qrexec;

import org.drawbridge.host.adminapi.AdminCall;
import org.drawbridge.host.adminapi.AdminExchange;
import org.drawbridge.host.adminapi.AdminTransport;
import org.drawbridge.host.adminapi.PolicyLine;
import org.drawbridge.name.QubeName;

/** Calls qubesd by qrexec: the same calls and answers as by its socket, in so far as dom0's policy lets them through. */
final class QrexecTransport implements AdminTransport {

    private final QrexecClient client;
    private final QubeName console;

    /** @param console the qube that the console runs in */
    QrexecTransport(QrexecClient client, QubeName console) {
        this.client = client;
        this.console = console;
    }

    @Override
    public String peer() {
        return "qubesd by qrexec (" + client.program() + ")";
    }

    @Override
    public AdminExchange begin(AdminCall call) {
        call.request(console);
        return client.begin(call.destination(), call.service(), call.payload());
    }

    @Override
    public String refusal(AdminCall call) {
        return "dom0 refused " + call.text() + ". Its policy does not let " + console
                + " do that, or qubesd could not take the value. This line in /etc/qubes/policy.d/30-drawbridge.policy allows it: "
                + PolicyLine.of(call, console);
    }
}
