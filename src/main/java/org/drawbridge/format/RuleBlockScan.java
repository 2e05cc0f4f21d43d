package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds our blocks among the lines of a file, and what is wrong with them. */
final class RuleBlockScan {

    private final List<RuleBlock> blocks = new ArrayList<>();
    private final List<String> body = new ArrayList<>();
    private RuleBlockText.@Nullable Opening opening;
    private int start;

    static List<RuleBlock> of(List<IptablesLine> lines) {
        return new RuleBlockScan().scan(lines);
    }

    private List<RuleBlock> scan(List<IptablesLine> lines) {
        for (IptablesLine line : lines) {
            if (RuleBlockText.isOurs(line.raw())) {
                bracket(line);
            } else {
                content(line);
            }
        }
        abandon(lines.size());
        return List.copyOf(blocks);
    }

    private void content(IptablesLine line) {
        switch (line) {
            case IptablesLine.Rule rule -> body.add(rule.raw());
            case IptablesLine.Comment comment -> body.add(comment.raw());
            case IptablesLine.Blank blank -> body.add(blank.raw());
            case IptablesLine.Table table -> abandon(table.number() - 1);
            case IptablesLine.Chain chain -> abandon(chain.number() - 1);
            case IptablesLine.Commit commit -> abandon(commit.number() - 1);
        }
    }

    private void bracket(IptablesLine line) {
        Optional<RuleBlockText.Opening> opens = RuleBlockText.opening(line.raw());
        Optional<BlockOwner> closes = RuleBlockText.closing(line.raw());
        if (opens.isPresent()) {
            abandon(line.number() - 1);
            opening = opens.get();
            start = line.number();
            body.clear();
        } else if (closes.isPresent()) {
            close(closes.get(), line.number());
        } else {
            abandon(line.number() - 1);
            add(null, line.number(), line.number(), List.of(), "its bracket is not as it was written");
        }
    }

    private void close(BlockOwner owner, int end) {
        if (opening == null) {
            add(owner, end, end, List.of(), "the line that opens it is missing");
        } else if (!opening.owner().equals(owner)) {
            abandon(end - 1);
            add(owner, end, end, List.of(), "the line that opens it is missing");
        } else {
            boolean same = opening.digest().equals(RuleBlockText.digest(owner, body)) && RuleBlockText.isBody(body);
            add(owner, start, end, body, same ? null : "its lines are not those that were written");
        }
        opening = null;
    }

    private void abandon(int end) {
        if (opening != null) {
            add(opening.owner(), start, end, body, "the line that closes it is missing");
            opening = null;
        }
    }

    private void add(@Nullable BlockOwner owner, int first, int last, List<String> lines, @Nullable String fault) {
        blocks.add(new RuleBlock(owner, first, last, lines, fault));
    }
}
