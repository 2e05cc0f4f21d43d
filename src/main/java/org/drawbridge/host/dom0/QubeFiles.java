package org.drawbridge.host.dom0;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.tool.ToolResult;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;

/** The files in running qubes, by small programs that are run there; nothing that they say is trusted. */
final class QubeFiles {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int HEAD_LIMIT = 64 * 1024;
    private static final String WORD = "drawbridge ";
    private static final String REFUSED = WORD + "refused ";

    private final QubeShell shell;
    private final FolderList folderList;

    QubeFiles(QubeShell shell, FolderList folderList) {
        this.shell = shell;
        this.folderList = folderList;
    }

    Optional<FileImage> read(QubeName qube, HostPath path) {
        Answer answer = new Answer("read", qube, path);
        ToolResult result = run(
                answer,
                QubeProgram.READ,
                List.of(path.value(), Integer.toString(FileImage.SIZE_LIMIT)),
                new byte[0],
                FileImage.SIZE_LIMIT + HEAD_LIMIT);
        return FileText.parse(result.output(), result.truncated(), answer);
    }

    List<String> list(QubeName qube, HostPath folder) {
        Answer answer = new Answer("list", qube, folder);
        ToolResult result = run(answer, QubeProgram.LIST, List.of(folder.value()), new byte[0], 1024 * 1024);
        if (result.truncated()) {
            throw answer.bad("there are too many files in it");
        }
        return FileText.names(result.output(), answer).stream()
                .filter(name -> !name.endsWith(PlainFile.UNFINISHED))
                .sorted()
                .toList();
    }

    void write(QubeName qube, HostPath path, FileImage image, Expected expected) {
        Answer answer = new Answer("write", qube, path);
        ToolResult result = run(
                answer,
                QubeProgram.WRITE,
                List.of(
                        path.value(),
                        image.modeText(),
                        image.owner() + ":" + image.group(),
                        image.sha256().hex(),
                        word(expected)),
                image.content(),
                HEAD_LIMIT);
        folderList.made(Place.in(qube), done(answer, "made", result, expected));
    }

    void delete(QubeName qube, HostPath path, Expected expected) {
        Answer answer = new Answer("remove", qube, path);
        List<String> arguments = new ArrayList<>(List.of(path.value(), word(expected)));
        folderList.in(Place.in(qube)).forEach(folder -> arguments.add(folder.value()));
        ToolResult result = run(answer, QubeProgram.DELETE, arguments, new byte[0], HEAD_LIMIT);
        folderList.gone(Place.in(qube), done(answer, "gone", result, expected));
    }

    private ToolResult run(Answer answer, QubeProgram program, List<String> arguments, byte[] input, int outputLimit) {
        ToolResult result = shell.run(
                answer.qube(),
                new QubeShell.Errand(program.argv(arguments), input, LIMIT, outputLimit, answer.title()),
                OutputListener.SILENT);
        if (result.exit() != 0) {
            throw answer.trouble(ForeignText.oneLine(result.errorText()) + " (exit " + result.exit() + ")");
        }
        return result;
    }

    /** The folders that the program named with that word, once it says that it is done. */
    private List<HostPath> done(Answer answer, String word, ToolResult result, Expected expected) {
        List<String> lines = FileText.decode(result.output(), answer).lines().toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        if (last.equals(WORD + "unexpected")) {
            throw new HostException.PreconditionFailed(
                    Place.in(answer.qube()), answer.path(), expected, read(answer.qube(), answer.path()));
        }
        if (last.startsWith(REFUSED)) {
            throw answer.trouble(ForeignText.oneLine(last.substring(REFUSED.length())));
        }
        if (!last.equals(WORD + "done")) {
            throw answer.bad("it does not say that it is done");
        }
        String begin = WORD + word + " ";
        return lines.stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> answer.folder(line.substring(begin.length())))
                .toList();
    }

    private static String word(Expected expected) {
        return switch (expected) {
            case Expected.New absent -> "new";
            case Expected.Any any -> "any";
            case Expected.Content content -> content.sum().hex();
        };
    }

    /** What was asked of a qube, to tell what is wrong with what it answered. */
    record Answer(String what, QubeName qube, HostPath path) {

        String title() {
            return what + " " + path;
        }

        HostException.FileTrouble trouble(String why) {
            return new HostException.FileTrouble("It was not possible to " + what + " " + path + " in " + qube + ": "
                    + why + ". Put that right and try again.");
        }

        HostException.BadAnswer bad(String why) {
            return new HostException.BadAnswer(qube + " did not answer as asked to " + what + " " + path + ": " + why
                    + ". Nothing was made of it. Look at the qube: something in it is broken, or not to be trusted.");
        }

        /** A folder that the qube names. */
        HostPath folder(String text) {
            try {
                return HostPath.of(text);
            } catch (InvalidNameException exception) {
                throw bad(String.valueOf(exception.getMessage()));
            }
        }
    }
}
