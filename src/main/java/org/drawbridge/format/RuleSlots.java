package org.drawbridge.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.format.RuleEditResult.Obstacle;

/** The lines of a file as they are without us, each with the blocks of ours that belong to it. */
final class RuleSlots {

    private final List<Slot> slots = new ArrayList<>();
    private final List<Obstacle> faults = new ArrayList<>();
    private List<Block> pending = new ArrayList<>();

    /** Lines of one owner at one place. */
    record Block(BlockOwner owner, List<String> lines) {}

    /** A line that is not ours, the blocks before it, and those that replace it. */
    record Slot(String raw, String ending, List<Block> before, List<Block> instead) {}

    private RuleSlots() {}

    /** Takes the blocks, all of them intact, out of the document. */
    static RuleSlots of(IptablesSave document) {
        Map<Integer, RuleBlock> starts =
                document.blocks().stream().collect(Collectors.toMap(RuleBlock::firstLine, Function.identity()));
        RuleSlots result = new RuleSlots();
        List<IptablesLine> lines = document.lines();
        int i = 0;
        while (i < lines.size()) {
            RuleBlock block = starts.get(lines.get(i).number());
            if (block == null) {
                result.line(lines.get(i).raw(), lines.get(i).ending());
                i++;
            } else {
                result.block(block, lines.get(block.firstLine() + 2).ending());
                i = block.lastLine();
            }
        }
        return result;
    }

    private void line(String raw, String ending) {
        slots.add(new Slot(raw, ending, pending, new ArrayList<>()));
        pending = new ArrayList<>();
    }

    /** @param ending of the second line between the brackets, which may be the rule that is commented out */
    private void block(RuleBlock block, String ending) {
        List<String> body = block.lines();
        switch (body.getFirst()) {
            case RuleBlockText.HOLDS -> {
                line(body.get(1).substring(1), ending);
                slots.getLast().instead().add(lines(block, 2));
            }
            case RuleBlockText.SHARES -> share(block);
            default -> pending.add(lines(block, 0));
        }
    }

    private void share(RuleBlock block) {
        if (!pending.isEmpty() || slots.isEmpty() || slots.getLast().instead().isEmpty()) {
            faults.add(RuleBlocks.damaged(block, "the block that comments its rule out is not above it"));
        } else {
            slots.getLast().instead().add(lines(block, 1));
        }
    }

    private static Block lines(RuleBlock block, int skip) {
        BlockOwner owner = Objects.requireNonNull(block.owner());
        return new Block(owner, block.lines().subList(skip, block.lines().size()));
    }

    /** Blocks that stand where they cannot be put back from. */
    List<Obstacle> faults() {
        return faults;
    }

    List<Slot> slots() {
        return slots;
    }

    void remove(BlockOwner owner) {
        for (Slot slot : slots) {
            slot.before().removeIf(block -> block.owner().equals(owner));
            slot.instead().removeIf(block -> block.owner().equals(owner));
        }
    }

    /** The file without any block of ours. */
    String original() {
        return slots.stream().map(slot -> slot.raw() + slot.ending()).collect(Collectors.joining());
    }

    /** The file with all blocks: at one place in the order of their owners, each with the line ending of its place. */
    String render() {
        StringBuilder text = new StringBuilder();
        String previous = "\n";
        for (Slot slot : slots) {
            String ending = slot.ending().isEmpty() ? previous : slot.ending();
            for (Block block : ordered(slot.before())) {
                write(text, block.owner(), block.lines(), ending);
            }
            if (slot.instead().isEmpty()) {
                text.append(slot.raw()).append(slot.ending());
            } else {
                writeInstead(text, slot);
            }
            previous = ending;
        }
        return text.toString();
    }

    private static void writeInstead(StringBuilder text, Slot slot) {
        List<String> head = List.of(RuleBlockText.HOLDS, "#" + slot.raw());
        for (Block block : ordered(slot.instead())) {
            List<String> body = new ArrayList<>(head);
            body.addAll(block.lines());
            write(text, block.owner(), body, slot.ending());
            head = List.of(RuleBlockText.SHARES);
        }
    }

    private static void write(StringBuilder text, BlockOwner owner, List<String> body, String ending) {
        RuleBlockText.block(owner, body).forEach(line -> text.append(line).append(ending));
    }

    private static List<Block> ordered(List<Block> blocks) {
        return blocks.stream().sorted(Comparator.comparing(Block::owner)).toList();
    }
}
