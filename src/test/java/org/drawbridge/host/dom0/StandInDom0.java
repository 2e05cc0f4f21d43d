package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.Release;
import org.drawbridge.host.adminapi.Qubesd;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.StandIn;
import org.drawbridge.host.lab.StandInCalls;
import org.drawbridge.host.lab.StandInQubesd;
import org.drawbridge.host.tool.StandInTools;

/** The host of a console in dom0, with a qubesd, tools and files around it that are moved by a lab. */
public final class StandInDom0 implements AutoCloseable {

    private final Path folder;
    private final StandIn standIn;
    private final StandInQubesd answers;
    private final Qubesd qubesd;
    private final StandInTools tools;
    private final Dom0Properties properties;
    private final Ownership ownership;
    private final Host host;

    private StandInDom0(Path folder, Release release) throws IOException {
        this.folder = folder;
        this.standIn = new StandIn(folder.resolve("lab"), release);
        this.answers = new StandInQubesd(standIn);
        Path socket = folder.resolve("qubesd.sock");
        this.qubesd = release == Release.R2B2 ? null : Qubesd.answering(socket, answers);
        this.tools = StandInTools.in(
                Files.createDirectory(folder.resolve("tools")), StandInCalls.PROGRAMS, new StandInCalls(standIn));
        this.properties = new Dom0Properties(socket, standIn.dom0(), "auto", tools.folder());
        this.ownership = new LabOwnership(standIn);
        this.host = Dom0Configuration.host(properties, ownership);
    }

    /** One on a fresh lab, in a folder of a short name: a socket's path has 108 bytes at most. */
    public static StandInDom0 of(Release release) {
        try {
            return new StandInDom0(Files.createTempDirectory("dom0"), release);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    public Host host() {
        return host;
    }

    /** The settings of a console in this dom0. */
    Dom0Properties properties() {
        return properties;
    }

    Ownership ownership() {
        return ownership;
    }

    /** What is underneath. */
    public Lab lab() {
        standIn.lookAtFiles();
        return standIn.lab();
    }

    public StandInQubesd answers() {
        return answers;
    }

    @Override
    public void close() throws IOException {
        if (qubesd != null) {
            answers.endEvents();
            qubesd.close();
        }
        tools.close();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> paths = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Owners as the lab keeps them, since only root can set real ones. */
    private record LabOwnership(StandIn standIn) implements Ownership {

        @Override
        public FileImage image(Path file, byte[] content) {
            return standIn.owned(file, content);
        }

        @Override
        public void give(Path file, FileImage image) throws IOException {
            standIn.own(file, image);
            Files.setAttribute(file, "unix:mode", image.mode());
        }
    }
}
