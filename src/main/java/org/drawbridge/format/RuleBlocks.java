package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drawbridge.format.RuleEditResult.Edited;
import org.drawbridge.format.RuleEditResult.Obstacle;
import org.drawbridge.format.RuleEditResult.Refused;

/** Edits a document by taking all blocks of ours out, changing those of one owner, and writing all of them again. */
final class RuleBlocks {

    private final IptablesSave original;
    private final RuleSlots slots;
    private final List<Obstacle> obstacles = new ArrayList<>();

    private RuleBlocks(IptablesSave original, RuleSlots slots) {
        this.original = original;
        this.slots = slots;
    }

    static RuleEditResult edit(IptablesSave document, BlockOwner owner, List<RuleEdit> edits) {
        List<Obstacle> damaged = document.blocks().stream()
                .filter(block -> !block.intact())
                .map(block -> damaged(block, Objects.requireNonNull(block.fault())))
                .toList();
        if (!damaged.isEmpty()) {
            return new Refused(damaged);
        }
        RuleSlots slots = RuleSlots.of(document);
        if (!slots.faults().isEmpty()) {
            return new Refused(slots.faults());
        }
        slots.remove(owner);
        return new RuleBlocks(parse(slots.original()), slots).edit(owner, edits);
    }

    static Obstacle damaged(RuleBlock block, String fault) {
        String whose =
                block.owner() == null ? "" : " of bridge " + block.owner().bridge();
        return new Obstacle(
                block.firstLine(),
                "The block" + whose + " that begins in line " + block.firstLine() + " was changed by another hand: "
                        + fault + ".",
                "Put the block back as it was written, or take it and what it replaced out by hand, then plan again.");
    }

    private RuleEditResult edit(BlockOwner owner, List<RuleEdit> edits) {
        edits.forEach(edit -> place(owner, edit));
        return obstacles.isEmpty() ? new Edited(parse(slots.render())) : new Refused(obstacles);
    }

    private void place(BlockOwner owner, RuleEdit edit) {
        List<IptablesTable> tables = original.tables().stream()
                .filter(table -> table.name().equals(edit.table()))
                .toList();
        if (tables.size() != 1) {
            obstacles.add(tables.isEmpty() ? noTable(edit.table()) : twice(tables));
            return;
        }
        RuleSlots.Block block = new RuleSlots.Block(owner, edit.lines());
        IptablesTable table = tables.getFirst();
        switch (edit) {
            case RuleEdit.CommentOut out -> commentOut(table, out.rule(), block);
            case RuleEdit.InsertBefore insert -> insertBefore(table, insert, block);
            case RuleEdit.InsertAtEnd end -> slot(commit(table)).before().add(block);
        }
    }

    private void commentOut(IptablesTable table, String rule, RuleSlots.Block block) {
        List<IptablesLine.Rule> found = find(table, rule);
        if (found.size() == 1) {
            slot(found.getFirst().number()).instead().add(block);
        } else if (found.size() > 1) {
            obstacles.add(new Obstacle(
                    found.get(1).number(),
                    "Table " + table.name() + " has the rule " + rule + " " + found.size() + " times, again in line "
                            + found.get(1).number() + ".",
                    "Leave one of them in the file, then plan again."));
        }
    }

    private void insertBefore(IptablesTable table, RuleEdit.InsertBefore insert, RuleSlots.Block block) {
        List<IptablesLine.Rule> found = find(table, insert.rule());
        if (!found.isEmpty()) {
            IptablesLine.Rule rule = switch (insert.which()) {
                case FIRST -> found.getFirst();
                case LAST -> found.getLast();
            };
            slot(rule.number()).before().add(block);
        }
    }

    private List<IptablesLine.Rule> find(IptablesTable table, String rule) {
        List<String> wanted = RuleTokens.of(rule, 0, 1);
        List<IptablesLine.Rule> found = table.rules().stream()
                .filter(each -> each.tokens().equals(wanted))
                .toList();
        if (found.isEmpty()) {
            obstacles.add(new Obstacle(
                    table.line(),
                    "Table " + table.name() + " has no rule " + rule + ".",
                    "Compare the file with the stock one: put the rule back, or take out what replaced it."));
        }
        return found;
    }

    private int commit(IptablesTable table) {
        return original.lines().stream()
                .filter(line -> line.number() > table.line() && line instanceof IptablesLine.Commit)
                .findFirst()
                .orElseThrow()
                .number();
    }

    private RuleSlots.Slot slot(int line) {
        return slots.slots().get(line - 1);
    }

    private static Obstacle noTable(String name) {
        return new Obstacle(
                0,
                "The file has no table " + name + ".",
                "Compare the file with the stock one and put the table back.");
    }

    private static Obstacle twice(List<IptablesTable> tables) {
        return new Obstacle(
                tables.get(1).line(),
                "Table " + tables.get(1).name() + " stands twice in the file, again in line "
                        + tables.get(1).line() + "; only the last one counts.",
                "Join the two into one table, then plan again.");
    }

    private static IptablesSave parse(String text) {
        return IptablesSave.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
