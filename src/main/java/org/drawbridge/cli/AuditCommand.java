package org.drawbridge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.drawbridge.audit.AuditVerification;
import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.drawbridge.audit.OfflineAudit;
import org.drawbridge.cli.OfflineStore.NoStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Proves the audit log without a console. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "Proves the audit log. Needs no console.")
final class AuditCommand {

    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int UNREADABLE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    /** Where the log is: one of the two. */
    static final class Source {

        @Parameters(paramLabel = "FILE", description = "An export of the log, in JSON Lines or CSV.")
        private @Nullable Path file;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "The data folder of a console that does not run now.")
        private @Nullable Path data;
    }

    /** Reads {@code SEQ:HASH}. */
    static final class CheckpointReader implements ITypeConverter<Checkpoint> {

        @Override
        public Checkpoint convert(String value) {
            if (!value.matches("[1-9][0-9]{0,17}:[0-9a-f]{64}")) {
                throw new TypeConversionException("write it as the number of an entry, a colon and its hash");
            }
            int colon = value.indexOf(':');
            return new Checkpoint(Long.parseLong(value.substring(0, colon)), value.substring(colon + 1));
        }
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Walks along the chain and names the first entry that is changed, missing, or out of its place.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:Every entry holds.", "1:An entry does not hold.", "2:The log cannot be read."})
    int verify(
            @ArgGroup(multiplicity = "1") Source source,
            @Option(
                            names = "--checkpoint",
                            paramLabel = "SEQ:HASH",
                            converter = CheckpointReader.class,
                            description = "A place noted down earlier; it shows that nothing was cut off a file's end.")
                    @Nullable
                    Checkpoint known) {
        try {
            return tell(source.file != null ? OfflineAudit.verifyFile(source.file, known) : ofData(source.data, known));
        } catch (NoStoreException exception) {
            return complain(String.valueOf(exception.getMessage()));
        } catch (CharacterCodingException exception) {
            return complain(source.file + " is not text in UTF-8. Name an export of the audit log.");
        } catch (IOException exception) {
            return complain(source.file + " cannot be read. Look at its name and permissions.");
        } catch (DataAccessException exception) {
            return complain(OfflineStore.cannotOpen(source.data == null ? Path.of("") : source.data));
        }
    }

    private static AuditVerification ofData(@Nullable Path data, @Nullable Checkpoint known) {
        if (data == null) {
            throw new NoStoreException("Name a FILE or --data DIR.");
        }
        return OfflineAudit.verifyDatabase(OfflineStore.forReading(data), known);
    }

    private int tell(AuditVerification result) {
        PrintWriter out = commandSpec().commandLine().getOut();
        if (result.ok()) {
            out.println(result.entries() + (result.entries() == 1 ? " entry holds." : " entries, and all hold."));
        } else {
            out.println("First bad entry: " + result.firstBad() + ", of " + result.entries() + ". " + result.problem());
        }
        Checkpoint checkpoint = result.checkpoint();
        if (checkpoint != null) {
            out.println("Checkpoint: " + checkpoint.seq() + ":" + checkpoint.hash());
        }
        out.flush();
        return result.ok() ? HOLDS : DOES_NOT_HOLD;
    }

    private int complain(String sentence) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(sentence);
        err.flush();
        return UNREADABLE;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("The command is run by its command line.");
        }
        return spec;
    }
}
