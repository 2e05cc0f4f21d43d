package org.drawbridge.exposure;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.exposure.rule.IptablesCompiler;
import org.drawbridge.exposure.rule.NftCompiler;
import org.drawbridge.exposure.rule.Program;
import org.drawbridge.format.IptablesSave;
import org.drawbridge.format.nft.NftRuleset;

/** All rules that are in force in a net qube, understood as far as they can be. */
public final class Ruleset {

    private final Program program;

    private Ruleset(Program program) {
        this.program = program;
    }

    /**
     * Reads texts that are loaded one after the other.
     *
     * @throws org.drawbridge.format.FormatException if a text is not in its language; a rule that is, but uses
     *     something that is not known here, is read and makes what meets it unknown
     */
    public static Ruleset read(List<RulesText> texts) {
        Program program = new Program(List.of());
        for (RulesText each : texts) {
            program = program.and(read(each));
        }
        return new Ruleset(program);
    }

    private static Program read(RulesText text) {
        return switch (text.format()) {
            case IPTABLES_SAVE ->
                IptablesCompiler.compile(IptablesSave.parse(text.text().getBytes(StandardCharsets.UTF_8)));
            case NFTABLES -> NftCompiler.compile(NftRuleset.parse(text.text()));
        };
    }

    /** What the rules say, for the other parts of this module. */
    public Program program() {
        return program;
    }
}
