package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds our blocks among the lines of a file, and what is wrong with them; so are blocks of the recipe without an owner. */
final class RuleBlockScan {

    private static final String NO_START = "the line that opens it is missing";
    private static final String NO_END = "the line that closes it is missing";

    private final List<RuleBlock> blocks = new ArrayList<>();
    private final List<IptablesLine> block = new ArrayList<>();

    static List<RuleBlock> of(List<IptablesLine> lines) {
        return new RuleBlockScan().scan(lines);
    }

    private List<RuleBlock> scan(List<IptablesLine> lines) {
        for (IptablesLine line : lines) {
            String raw = line.raw();
            boolean starts = RuleBlockText.isHead(raw) || (block.isEmpty() && RuleBlockText.opens(raw));
            if (starts || !staysInside(line)) {
                abandon();
            }
            if (starts || !block.isEmpty()) {
                block.add(line);
            }
            if (!starts && RuleBlockText.closes(raw)) {
                close();
            }
        }
        abandon();
        return List.copyOf(blocks);
    }

    private static boolean staysInside(IptablesLine line) {
        return switch (line) {
            case IptablesLine.Rule rule -> true;
            case IptablesLine.Comment comment -> true;
            case IptablesLine.Blank blank -> true;
            case IptablesLine.Table table -> false;
            case IptablesLine.Chain chain -> false;
            case IptablesLine.Commit commit -> false;
        };
    }

    /** The block has its last line. */
    private void close() {
        if (block.isEmpty()) {
            return;
        }
        List<String> lines = block.stream().map(IptablesLine::raw).toList();
        Optional<BlockOwner> owner = RuleBlockText.owner(lines.getFirst());
        if (owner.isEmpty()) {
            add(null, List.of(), "it does not say whose it is");
        } else if (!RuleBlockText.opens(lines.get(1))) {
            add(owner.get(), List.of(), NO_START);
        } else {
            List<String> body = lines.subList(2, lines.size() - 1);
            boolean same = RuleBlockText.isBody(body)
                    && RuleBlockText.block(owner.get(), body).equals(lines);
            add(owner.get(), body, same ? null : "its lines are not those that were written");
        }
    }

    /** The block ends before its last line; brackets of another hand that are not closed are comments like any other. */
    private void abandon() {
        if (block.isEmpty()) {
            return;
        }
        List<String> lines = block.stream().map(IptablesLine::raw).toList();
        if (RuleBlockText.isHead(lines.getFirst())) {
            add(RuleBlockText.owner(lines.getFirst()).orElse(null), lines.subList(1, lines.size()), NO_END);
        } else {
            block.clear();
        }
    }

    private void add(@Nullable BlockOwner owner, List<String> body, @Nullable String fault) {
        blocks.add(
                new RuleBlock(owner, block.getFirst().number(), block.getLast().number(), body, fault));
        block.clear();
    }
}
