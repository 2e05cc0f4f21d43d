package org.drawbridge.format.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.LongStream;
import org.drawbridge.format.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NftRulesetTests {

    /** Texts as nft lists them, which are read and written again just so. */
    static List<String> written() {
        return List.of(
                "",
                "table ip qubes {\n}\n",
                """
                table ip qubes {
                	flags dormant
                	comment "of Qubes"

                	set allowed {
                		type ifname . ipv4_addr
                		flags interval
                		elements = { "vif1.0" . 10.137.0.11, "vif2.0" . 10.137.0.12 }
                	}

                	map ports {
                		type inet_service : verdict
                		elements = { 22 : accept, 80-90 : jump web, 443 : goto web, * : drop }
                	}

                	chain forward {
                		comment "where packets go through"
                		type filter hook forward priority filter; policy accept;
                		jump custom-forward
                		ct state invalid counter drop
                		ct state established,related accept
                		oifgroup 2 drop
                		tcp dport vmap @ports
                	}

                	chain custom-forward {
                		iifname "bridge0" ct state new drop comment "drawbridge bridge0"
                		comment "nothing else"
                	}
                }
                """,
                """
                table inet other {
                	flowtable f {
                		hook ingress priority filter
                		devices = { eth0, vif1.0 }
                	}

                	ct helper ftp {
                		type "ftp" protocol tcp
                	}

                	counter seen {
                		packets 1 bytes 2
                	}

                	chain in {
                		type filter hook ingress device "eth0" priority -300;
                	}

                	chain both {
                		type filter hook ingress devices = { "eth0", "eth1" } priority filter - 5; policy drop;
                	}

                	chain late {
                		type nat hook postrouting priority srcnat + 10; policy accept;
                	}
                }
                """,
                "insert rule ip qubes custom-input tcp dport 22 accept\n",
                "add rule ip6 qubes forward drop\n",
                "add element ip qubes allowed { \"vif1.0\" . 10.137.0.11 }\n",
                "delete element ip qubes allowed { }\n",
                "flush ruleset\n",
                "flush ruleset ip6\n",
                "delete table ip qubes\n",
                "flush chain ip qubes forward\n",
                "destroy set inet a b\n",
                "delete map ip a b\n");
    }

    @ParameterizedTest
    @MethodSource("written")
    void textWhenReadAndWrittenIsTheSame(String text) {
        assertThat(NftRuleset.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "accept",
                "return",
                "continue",
                "jump a",
                "counter packets 3 bytes 4 accept",
                "counter name x drop",
                "log prefix \"seen: \" group 1 drop",
                "notrack",
                "reject",
                "reject with tcp reset",
                "reject with icmp type host-prohibited",
                "reject with icmpx admin-prohibited",
                "masquerade",
                "masquerade to :1024-2048 random persistent",
                "redirect to :53",
                "snat to 10.0.0.1",
                "dnat to 10.0.0.1:80",
                "dnat ip to 10.0.0.1:8080-8090 fully-random",
                "dnat to tcp dport map { 80 : 10.137.0.11, 443 : 10.137.0.12 }",
                "iif \"lo\" accept",
                "meta l4proto udp udp dport 68 drop",
                "ip saddr 10.137.0.0/16 ip daddr != 10.138.0.1 accept",
                "ip saddr 10.0.0.1-10.0.0.9 accept",
                "tcp dport >= 1024 accept",
                "tcp dport { 22, 80-90 } accept",
                "tcp dport { } accept",
                "ip saddr @downstream drop",
                "iifname . ip saddr @allowed accept",
                "ip saddr . tcp dport { 10.0.0.1 . 22 } accept",
                "ct original saddr 10.0.0.1 accept",
                "ct original ip saddr 10.0.0.1 accept",
                "ct reply proto-src 22 accept",
                "fib saddr . iif oif 0 drop",
                "fib daddr type local accept",
                "tcp dport vmap { 22 : accept, 80 : jump web }",
                "flow add @f",
                "mark set 5 accept",
                "meta mark set tcp dport map { 1 : 2 }",
                "tcp flags & syn == syn accept",
                "limit rate 3/minute accept",
                "queue to 3",
            })
    void ruleWhenReadAndWrittenIsTheSame(String rule) {
        String text = "table ip t {\n\tchain c {\n\t\t" + rule + "\n\t}\n}\n";

        assertThat(NftRuleset.parse(text).text()).isEqualTo(text.replace("meta mark set", "mark set"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "tcp dport eq 22 accept ~ tcp dport 22 accept",
                "tcp dport ne 22 accept ~ tcp dport != 22 accept",
                "tcp dport == 22 accept ~ tcp dport 22 accept",
                "meta iifname \"eth0\" accept ~ iifname \"eth0\" accept",
                "dnat 10.0.0.1 ~ dnat to 10.0.0.1",
                "masquerade random, persistent ~ masquerade random persistent",
                "ct state { established,related } accept ~ ct state { established, related } accept",
                "ct state established , related accept ~ ct state established,related accept",
                "tcp dport 1 - 5 accept ~ tcp dport 1-5 accept",
                "tcp dport {22,23} accept; drop ~ tcp dport { 22, 23 } accept",
                "tcp dport { 22 comment \"x\", 23 timeout 5s } accept ~ tcp dport { 22, 23 } accept",
            })
    void ruleWhenWrittenInAnotherWayIsWrittenInTheUsualOne(String rule, String usual) {
        assertThat(NftRuleset.parse("add rule t c " + rule.replace("; drop", ""))
                        .text())
                .isEqualTo("add rule ip t c " + usual + "\n");
    }

    @Test
    void textWhenItHasDefinitionsCommentsAndFoldedLinesIsReadAsMeant() {
        String text = """
                # a comment
                define lan = 192.168.1.0/24
                define ports = { 22,
                                 80 }
                table ip t; add chain ip t c
                create chain t d {
                    type nat hook prerouting priority dstnat ; policy accept
                }
                add set t s { type ipv4_addr; elements = { 1.2.3.4 } }\r
                add rule t c ip saddr $lan \\
                    tcp dport $ports accept
                """;

        assertThat(NftRuleset.parse(text).text()).isEqualTo("""
                table ip t {
                }
                table ip t {
                	chain c {
                	}
                }
                table ip t {
                	chain d {
                		type nat hook prerouting priority dstnat; policy accept;
                	}
                }
                table ip t {
                	set s {
                		type ipv4_addr
                		elements = { 1.2.3.4 }
                	}
                }
                add rule ip t c ip saddr 192.168.1.0/24 tcp dport { 22, 80 } accept
                """);
    }

    @Test
    void ruleWhenReadKnowsItsLine() {
        NftItem.Table table = (NftItem.Table) NftRuleset.parse("table ip t {\n chain c {\n  accept\n\n  drop\n }\n}\n")
                .items()
                .getFirst();

        assertThat(((NftChain) table.entries().getFirst()).rules())
                .extracting(NftRule::line)
                .containsExactly(3, 5);
        assertThat(table.entries().getFirst().name()).isEqualTo("c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "what ~ 1 ~ 1 ~ table, define, add, insert, flush or delete",
                "\"table\" ~ 1 ~ 1 ~ table, define",
                "include \"x\" ~ 1 ~ 1 ~ table, define",
                "table ip t { chain c { accept } ~ 1 ~ 32 ~ a chain, set, map or another object",
                "table ip t {} x ~ 1 ~ 15 ~ the end of the line",
                "table ip t { what ~ 1 ~ 14 ~ a chain, set, map or another object",
                "table ip t { chain c { type filter at x } } ~ 1 ~ 36 ~ hook",
                "table ip t { chain c { type filter hook x y } } ~ 1 ~ 43 ~ priority",
                "table ip t { chain c { policy drop drop } } ~ 1 ~ 36 ~ the end of the line",
                "table ip t { set s { type x ~ 1 ~ 28 ~ }",
                "table ip t { counter n { ~ 1 ~ 25 ~ }",
                "table ip t { set s x ~ 1 ~ 20 ~ {",
                "table ip ~ 1 ~ 9 ~ the name of a table",
                "add what ~ 1 ~ 5 ~ table, chain, set, map, rule or element",
                "add rule t c position 3 accept ~ 1 ~ 14 ~ a rule that goes to the end or the front",
                "add rule t c index 3 accept ~ 1 ~ 14 ~ a rule that goes",
                "add rule t c handle 3 accept ~ 1 ~ 14 ~ a rule that goes",
                "add rule t c ~ 1 ~ 13 ~ a rule",
                "add rule t c \"open ~ 1 ~ 14 ~ a closing quote",
                "add rule t c ` ~ 1 ~ 14 ~ a word, a quoted text or a sign",
                "add rule t c tcp dport $x ~ 1 ~ 25 ~ the name of something that is defined above",
                "add element t s { 1 } 2 ~ 1 ~ 23 ~ the end of the line",
                "delete what ~ 1 ~ 8 ~ ruleset, table, chain",
                "delete set ip t ~ 1 ~ 16 ~ a name",
                "define x ~ 1 ~ 9 ~ =",
            })
    void textWhenItCannotBeReadNamesThePlace(String text, int line, int column, String expected) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> NftRuleset.parse(text))
                .satisfies(exception -> {
                    assertThat(exception.expected()).startsWith(expected);
                    assertThat(List.of(exception.line(), exception.column())).containsExactly(line, column);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jump",
                "tcp dport",
                "counter packets",
                "dnat to tcp dport x",
                "tcp dport { 1 : }",
                "tcp dport { 1 = }",
                "accept counter jump",
            })
    void ruleWhenAPartOfItIsNotUnderstoodKeepsThatAsItIsWritten(String rule) {
        NftItem.AddRule added = (NftItem.AddRule)
                NftRuleset.parse("add rule t c " + rule + "\n").items().getFirst();

        assertThat(added.rule().text()).isEqualTo(rule);
        assertThat(added.rule().statements().getLast()).isInstanceOf(NftStatement.Other.class);
    }

    @Test
    void ruleWhenOthersBeforeItWereNotUnderstoodIsReadAllTheSame() {
        String odd = "add rule t c tcp dport { 1 : }\n".repeat(100);

        NftItem.AddRule last = (NftItem.AddRule) NftRuleset.parse(odd + "add rule t c tcp dport { 1, 2 } accept\n")
                .items()
                .getLast();

        assertThat(last.rule().statements()).noneMatch(NftStatement.Other.class::isInstance);
    }

    @Test
    void setsWhenTheyAreDeepInEachOtherAreNotUnderstood() {
        NftItem.AddRule added = (NftItem.AddRule)
                NftRuleset.parse("add rule t c tcp dport " + "{".repeat(10_000) + "1" + "}".repeat(10_000))
                        .items()
                        .getFirst();

        assertThat(added.rule().statements().getFirst()).isInstanceOf(NftStatement.Other.class);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> NftRuleset.parse("add element t s " + "{".repeat(100)))
                .withMessageContaining("fewer sets in each other");
    }

    @Test
    void textWhenItIsTooLongIsRefused() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> NftRuleset.parse(" ".repeat(NftRuleset.LIMIT + 1)))
                .withMessageContaining("at most");
    }

    @Test
    void textWhenDefinitionsBlowUpIsRefused() {
        StringBuilder text = new StringBuilder("define a = x x x x x x x x x x\n");
        for (char name = 'b'; name < 'k'; name++) {
            text.append("define ")
                    .append(name)
                    .append(" =")
                    .append((" $" + (char) (name - 1)).repeat(10))
                    .append('\n');
        }

        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> NftRuleset.parse(text + "add rule t c $j"));
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textWhenArbitraryIsWrittenOnceAndForAll(long seed) {
        String once = NftRuleset.parse(new ArbitraryNft(seed).text()).text();

        assertThat(NftRuleset.parse(once).text()).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textWhenDamagedOrRandomIsReadOrRefusedAndNothingElse(long seed) {
        ArbitraryNft arbitrary = new ArbitraryNft(seed);
        for (String text : List.of(arbitrary.damaged(), arbitrary.tokens(), arbitrary.noise())) {
            try {
                String once = NftRuleset.parse(text).text();
                assertThat(once).isNotNull();
            } catch (FormatException refused) {
                assertThat(refused.line()).isPositive();
                assertThat(refused.column()).isPositive();
                assertThat(refused.expected()).isNotEmpty();
            }
        }
    }
}
