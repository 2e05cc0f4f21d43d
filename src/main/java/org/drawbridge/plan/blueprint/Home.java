package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.survey.Survey;

/**
 * Where a net qube's files under {@code /rw} must be written so that they last.
 *
 * @param net the net qube
 * @param lasting the qube whose {@code /rw} lasts: itself, or a disposable's template
 * @param why the reason in one sentence
 */
record Home(QubeName net, QubeName lasting, String why) {

    static Home of(QubeName net, Optional<QubeReport> report) {
        QubeName template = report.filter(qube -> qube.qubeClass().equals("DispVM"))
                .map(QubeReport::template)
                .orElse(null);
        if (template != null) {
            return new Home(
                    net,
                    template,
                    net + " is a disposable and forgets its files at every start; they live in its template " + template
                            + ".");
        }
        return new Home(net, net, "Files under /rw last in " + net + " itself.");
    }

    static Home of(Request request, Survey survey) {
        return of(request.netvm(), survey.qube(request.netvm()));
    }

    boolean disposable() {
        return !net.equals(lasting);
    }

    /** The file where it lasts and, of a disposable, also where it counts until the next start. */
    List<Artifact.File> files(HostPath path) {
        return Stream.of(lasting, net)
                .distinct()
                .map(qube -> new Artifact.File(Place.in(qube), path))
                .toList();
    }

    /** The reason for a file's place. */
    String why(Artifact.File file) {
        boolean lasts = file.place().equals(Place.in(lasting));
        return lasts ? why : "This copy counts until " + net + " is started again; the one in " + lasting + " lasts.";
    }
}
