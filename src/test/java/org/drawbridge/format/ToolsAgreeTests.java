package org.drawbridge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.drawbridge.format.FileDiffTests.applied;
import static org.drawbridge.format.FileDiffTests.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.drawbridge.format.PatchResult.Applied;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks the tools that made these formats whether they see what we see. */
class ToolsAgreeTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void patchAppliesWhatWeApplyAndRefusesWhatWeRefuse(long seed) throws Exception {
        String patch = tool("patch");
        Arbitrary arbitrary = new Arbitrary(seed);
        List<String> lines = arbitrary.lines(30);
        FileDiff diff =
                FileDiff.between("x", bytes(arbitrary.text(lines)), bytes(arbitrary.text(arbitrary.edited(lines, 3))));
        if (diff.isEmpty()) {
            assertThat(diff.text()).isEmpty();
            return;
        }
        byte[] target = bytes(arbitrary.text(arbitrary.edited(lines, arbitrary.below(3))));
        Path file = Files.write(folder.resolve("file"), target);
        Path out = folder.resolve("out");

        int status = run(
                folder.resolve("patch"),
                diff.text(),
                patch,
                "-s",
                "-N",
                "-r",
                "-",
                "-p0",
                "--fuzz=0",
                "-o",
                out.toString(),
                file.toString());

        if (diff.applyTo(target) instanceof Applied ours) {
            assertThat(status).isZero();
            assertThat(ours.bytes()).isEqualTo(Files.readAllBytes(out));
        } else {
            assertThat(status).isOne();
        }
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#seeds")
    void weApplyWhatDiffWrites(long seed) throws Exception {
        String diff = tool("diff");
        Arbitrary arbitrary = new Arbitrary(seed);
        List<String> lines = arbitrary.lines(30);
        byte[] before = bytes(arbitrary.text(lines));
        byte[] after = bytes(arbitrary.text(arbitrary.edited(lines, 3)));
        Path old = Files.write(folder.resolve("old file"), before);
        Path now = Files.write(folder.resolve("new"), after);
        Path out = folder.resolve("out");

        int status = run(out, "", diff, "-u", "-U" + arbitrary.below(4), old.toString(), now.toString());

        if (status == 0) {
            assertThat(before).isEqualTo(after);
            return;
        }
        FileDiff file = UnifiedDiff.parse(Files.readAllBytes(out)).getFirst();
        assertThat(applied(file.applyTo(before))).isEqualTo(after);
        assertThat(applied(file.reversed().applyTo(after))).isEqualTo(before);
        assertThat(file.oldName()).isEqualTo(old.toString());
    }

    @Test
    void diffOfAMissingFileIsReadAsMadeOrTakenAway() throws Exception {
        String diff = tool("diff");
        Files.writeString(folder.resolve("there"), "a\n");
        Path out = folder.resolve("out");

        run(
                out,
                "",
                diff,
                "-uN",
                folder.resolve("gone").toString(),
                folder.resolve("there").toString());
        assertThat(UnifiedDiff.parse(Files.readAllBytes(out)).getFirst().creates())
                .isTrue();
        run(
                out,
                "",
                diff,
                "-uN",
                folder.resolve("there").toString(),
                folder.resolve("gone").toString());
        assertThat(UnifiedDiff.parse(Files.readAllBytes(out)).getFirst().deletes())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-legacy-restore", "iptables-nft-restore"})
    void iptablesRestoreTakesTheEditedRules(String name) throws Exception {
        String restore = tool(name);
        IptablesSave stock = IptablesSaveTests.parse(IptablesSaveTests.STOCK);
        assumeThat(run(folder.resolve("out"), IptablesSaveTests.STOCK, restore, "--test"))
                .as(name + " needs root and a kernel with its tables")
                .isZero();
        RuleEditResult with = stock.with(
                BlockOwner.of("bridge0", "office"),
                List.of(
                        new RuleEdit.CommentOut(
                                "nat",
                                "-A POSTROUTING -j MASQUERADE",
                                List.of("-A POSTROUTING -m iprange --src-range 10.137.1.0-10.137.2.255 -j MASQUERADE")),
                        new RuleEdit.InsertBefore(
                                "filter",
                                "-A FORWARD -j DROP",
                                RuleEdit.Which.LAST,
                                List.of("-A FORWARD -i bridge+ -j ACCEPT"))));

        String edited = ((RuleEditResult.Edited) with).document().text();

        assertThat(run(folder.resolve("out"), edited, restore, "--test")).isZero();
        assertThat(run(folder.resolve("out"), edited.replaceFirst("COMMIT", ""), restore, "--test"))
                .as("it looks at what it is given")
                .isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*filter\r\nCOMMIT\r\n",
                "*filter\nCOMMIT",
                "*filter\nCOMMIT \n",
                "*filter\n \nCOMMIT\n",
                "*filter\n-A FOO -j ACCEPT\nCOMMIT\n",
                "*filter\n-A INPUT -j FOO\nCOMMIT\n",
                "*filter\n:A - [0:0]\n:A - [0:0]\nCOMMIT\n",
                "# x\r\n*filter\n\n:INPUT DROP\n:INPUT DROP\nCOMMIT\n# end",
                "*filter\n:A - [0:0]\n[1:2] -A INPUT -p tcp -g A\nCOMMIT\n",
            })
    void iptablesRestoreLoadsWhatWeSayItLoads(String text) throws Exception {
        String restore = tool("iptables-legacy-restore");
        Path out = folder.resolve("out");
        assumeThat(run(out, IptablesSaveTests.STOCK, restore, "--test"))
                .as("iptables-legacy-restore needs root and a kernel with its tables")
                .isZero();

        int status = run(out, text, restore, "--test");

        assertThat(status == 0)
                .isEqualTo(IptablesLoad.check(IptablesSaveTests.parse(text)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("org.drawbridge.format.Arbitrary#fewSeeds")
    void networkManagerReadsKeyfilesAsWeSay(long seed) throws Exception {
        String nmcli = tool("nmcli");
        Path out = folder.resolve("out");
        String[] modify = {nmcli, "--offline", "connection", "modify", "connection.lldp", "default"};
        assumeThat(run(out, KeyfileTests.BRIDGE, modify))
                .as("nmcli can work offline only from 1.40 on")
                .isZero();
        run(out, "", nmcli, "--version");
        NetworkManagerVersion version =
                NetworkManagerVersion.of(Files.readString(out).strip().replaceFirst(".* ", ""));
        Keyfile keyfile = KeyfileTests.parse(new Arbitrary(seed).profile());
        List<KeyfileFinding> findings = KeyfileReading.check(keyfile, version);

        int status = run(out, keyfile.text(), modify);

        boolean skipped = findings.stream().anyMatch(each -> each.effect() == KeyfileFinding.Effect.FILE_SKIPPED);
        assertThat(status != 0).as(keyfile.text() + findings).isEqualTo(skipped);
        if (!skipped) {
            Keyfile written = Keyfile.parse(Files.readAllBytes(out));
            List<KeyfileDifference> differences = Keyfile.differences(keyfile, written);
            assertThat(differences)
                    .as(keyfile.text() + written + findings)
                    .allSatisfy(difference -> assertThat(findings)
                            .anyMatch(finding -> finding.effect() == KeyfileFinding.Effect.VALUE_IGNORED
                                    || finding.effect() == KeyfileFinding.Effect.READ_OTHERWISE)
                            .anyMatch(finding -> KeyfileNames.key(finding.group(), finding.key())
                                    .equals(new KeyfileNames.Name(difference.group(), difference.key()))));
        }
    }

    private static String tool(String name) {
        String folders = System.getenv("PATH") + ":/usr/sbin:/sbin";
        List<Path> found = Stream.of(folders.split(":"))
                .map(each -> Path.of(each, name))
                .filter(Files::isExecutable)
                .toList();
        assumeThat(found).as(name + " is not installed here").isNotEmpty();
        return found.getFirst().toString();
    }

    private int run(Path out, String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("input"), input);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
