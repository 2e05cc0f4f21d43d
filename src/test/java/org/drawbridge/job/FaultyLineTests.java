package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.junit.jupiter.api.Test;

/** What the real tools say of a faulty file becomes a sentence with the line of our file. */
class FaultyLineTests {

    private static final Place NET = Place.in(QubeName.of("sys-net"));

    private static final HostPath NFT = HostPath.of("/rw/config/drawbridge/br0.nft");

    private static final HostPath RULES = HostPath.of("/rw/config/drawbridge/br0.rules");

    @Test
    void reasonWhenNftDoesNotTakeALineHasThatLineAndNftsWord() {
        String said = reason(
                new HostCommand.NftCheck(NET, NFT),
                "# head\ntable ip qubes {\n\tchain custom-forward {\n\t\tiifname \"br0\" ct sttae new drop\n\t}\n}\n",
                NFT,
                "/rw/config/drawbridge/br0.nft:4:20-24: Error: syntax error, unexpected string",
                "\t\tiifname \"br0\" ct sttae new drop",
                "\t\t                 ^^^^^");
        assertThat(said)
                .startsWith(
                        "nft in sys-net does not take line 4 of /rw/config/drawbridge/br0.nft, “iifname \"br0\" ct sttae"
                                + " new drop”: syntax error, unexpected string. It was tried only");
    }

    @Test
    void reasonWhenIptablesDoesNotTakeALineHasThatLineAndItsWord() {
        String said = reason(
                new HostCommand.IptablesTest(NET, RULES, true),
                "*filter\n-A FORWARD -j DORP\nCOMMIT\n",
                RULES,
                "iptables-restore v1.8.9 (legacy): Couldn't load target `DORP':No such file or directory",
                "",
                "Error occurred at line: 2",
                "Try `iptables-restore -h' or 'iptables-restore --help' for more information.");
        assertThat(said)
                .startsWith(
                        "iptables-restore in sys-net does not take line 2 of /rw/config/drawbridge/br0.rules, “-A FORWARD"
                                + " -j DORP”: iptables-restore v1.8.9 (legacy): Couldn't load target `DORP':No such file");
    }

    @Test
    void reasonWhenTheFaultIsNotOfOurFilesIsThatOfTheTool() {
        String said = reason(new HostCommand.NftCheck(NET, NFT), "", NFT, "Error: Operation not permitted");
        assertThat(said).contains("Operation not permitted").doesNotContain("line");
    }

    @Test
    void reasonWhenNmcliDoesNotTakeAValueHasItsLine() {
        HostCommand command =
                new HostCommand.NmCheck(NET, "drawbridge-br0", "[connection]\nid=x\nuuid=zz\ntype=bridge\n");
        assertThat(reason(
                        command, "", NFT, "Error: Error writing connection: connection.uuid: 'zz' is not a valid UUID"))
                .startsWith(
                        "NetworkManager in sys-net does not take line 3 of the keyfile drawbridge-br0, “uuid=zz”: Error:");
    }

    @Test
    void leftOutWhenNmcliDropsAValueHasItsLine() {
        HostCommand.NmCheck check =
                new HostCommand.NmCheck(NET, "drawbridge-br0-port", "[ethernet]\nmac-address=88:AE:1D:AE:30:zz\n");
        assertThat(FaultyLine.leftOut(check, "mac-address=88:AE:1D:AE:30:zz"))
                .startsWith("NetworkManager in sys-net does not take line 2 of the keyfile drawbridge-br0-port,"
                        + " “mac-address=88:AE:1D:AE:30:zz”: it leaves that out without a word.");
    }

    private static String reason(HostCommand command, String text, HostPath path, String... errors) {
        Content content = new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
        Step.Change change = new Step.Change(
                1, new Artifact.File(NET, path), Content.NO_FILE, content, "write", "for the bridge", "");
        Plan plan = mock(Plan.class);
        when(plan.changes()).thenReturn(List.of(change));
        Step.Action action = new Step.Action(2, command, List.of(), Optional.empty(), List.of(), "check", "to be sure");
        CommandResult result = new CommandResult(1, List.of(), List.of(errors), false);
        return FaultyLine.reason(plan, action, HostException.CommandFailed.of(command, result));
    }
}
