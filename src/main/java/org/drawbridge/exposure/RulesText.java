package org.drawbridge.exposure;

/**
 * Rules as they are written.
 *
 * @param format the language
 * @param text the whole text
 */
public record RulesText(Format format, String text) {

    /** A language in which rules are written. */
    public enum Format {
        IPTABLES_SAVE,
        NFTABLES
    }

    public static RulesText iptables(String text) {
        return new RulesText(Format.IPTABLES_SAVE, text);
    }

    public static RulesText nftables(String text) {
        return new RulesText(Format.NFTABLES, text);
    }
}
