package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An iptables-save file: every byte of it, and what its lines say. */
public final class IptablesSave {

    /** The greatest size that is read, in bytes. */
    public static final int LIMIT = 4 * 1024 * 1024;

    private final List<IptablesLine> lines;

    private IptablesSave(List<IptablesLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /**
     * Reads a file.
     *
     * @throws FormatException if the bytes are not text, or a line is not what iptables-restore expects at its place
     */
    public static IptablesSave parse(byte[] bytes) {
        return new IptablesSave(IptablesParser.parse(StrictText.decodeLines(bytes, LIMIT)));
    }

    /** All lines, in their order. */
    public List<IptablesLine> lines() {
        return lines;
    }

    /** The tables in the order of the file; one that stands there twice is there twice. */
    public List<IptablesTable> tables() {
        List<IptablesTable> tables = new ArrayList<>();
        List<IptablesLine.Chain> chains = new ArrayList<>();
        List<IptablesLine.Rule> rules = new ArrayList<>();
        String name = "";
        int start = 0;
        for (IptablesLine line : lines) {
            switch (line) {
                case IptablesLine.Table table -> {
                    name = table.name();
                    start = table.number();
                }
                case IptablesLine.Chain chain -> chains.add(chain);
                case IptablesLine.Rule rule -> rules.add(rule);
                case IptablesLine.Commit commit -> {
                    tables.add(new IptablesTable(name, start, chains, rules));
                    chains.clear();
                    rules.clear();
                }
                case IptablesLine.Comment comment -> {}
                case IptablesLine.Blank blank -> {}
            }
        }
        return List.copyOf(tables);
    }

    /** The table that counts: of several with one name the last, since loading it empties the ones before. */
    public Optional<IptablesTable> table(String name) {
        return tables().stream().filter(table -> table.name().equals(name)).reduce((first, second) -> second);
    }

    /** Our blocks in this file, those that another hand has changed too. */
    public List<RuleBlock> blocks() {
        return RuleBlockScan.of(lines);
    }

    /**
     * Makes these edits, and no others, the edits of this owner. Doing it twice changes nothing, and {@link #without}
     * then gives the bytes back that the file had before.
     */
    public RuleEditResult with(BlockOwner owner, List<RuleEdit> edits) {
        return RuleBlocks.edit(this, owner, edits);
    }

    /** Takes out all that belongs to this owner; the blocks of other owners stay in force. */
    public RuleEditResult without(BlockOwner owner) {
        return RuleBlocks.edit(this, owner, List.of());
    }

    /** The whole file as it is written to disk. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append(line.ending()));
        return text.toString();
    }

    /** The whole file as it is written to disk. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IptablesSave save && save.lines.equals(lines);
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
