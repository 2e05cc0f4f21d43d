package org.drawbridge.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drawbridge.format.KeyfileFinding.Effect;
import org.drawbridge.format.KeyfileNames.Name;

/**
 * How NetworkManager reads the value of one key, as seen with 1.42: what it does not understand it passes over without a
 * word, but for a few that make it skip the file.
 */
sealed interface KeyfileRule {

    /** The rules of the keys that a bridge and its ports have. */
    Map<Name, KeyfileRule> RULES = Map.ofEntries(
            Map.entry(new Name("connection", "autoconnect"), new Flag(true)),
            Map.entry(new Name("connection", "autoconnect-priority"), new Whole(-999, -999, 999, 0)),
            Map.entry(new Name("connection", "autoconnect-retries"), new Whole(-1, -1, Integer.MAX_VALUE, -1)),
            Map.entry(new Name("bridge", "stp"), new Flag(true)),
            Map.entry(new Name("bridge", "multicast-snooping"), new Flag(true)),
            Map.entry(new Name("bridge", "vlan-filtering"), new Flag(false)),
            Map.entry(new Name("bridge", "priority"), new Whole(0, 0, 65535, 32768)),
            Map.entry(new Name("bridge", "forward-delay"), new Whole(0, 2, 30, 15)),
            Map.entry(new Name("bridge", "hello-time"), new Whole(0, 1, 10, 2)),
            Map.entry(new Name("bridge", "max-age"), new Whole(0, 6, 40, 20)),
            Map.entry(new Name("bridge", "ageing-time"), new Whole(0, 0, 1_000_000, 300)),
            Map.entry(new Name("bridge", "mac-address"), new Mac("no address: the bridge takes one of its ports'")),
            Map.entry(new Name("ethernet", "mac-address"), new Mac("no address: the profile matches any card")),
            Map.entry(new Name("ethernet", "auto-negotiate"), new Flag(false)),
            Map.entry(new Name("ethernet", "mtu"), new Whole(0, 0, Integer.MAX_VALUE, 0)),
            Map.entry(
                    new Name("ipv4", "method"), new Word(Set.of("auto", "manual", "disabled", "shared", "link-local"))),
            Map.entry(new Name("ipv4", "never-default"), new Flag(false)),
            Map.entry(new Name("ipv4", "may-fail"), new Flag(true)),
            Map.entry(
                    new Name("ipv6", "method"),
                    new Word(Set.of("auto", "manual", "disabled", "ignore", "shared", "link-local", "dhcp"))),
            Map.entry(new Name("ipv6", "never-default"), new Flag(false)),
            Map.entry(new Name("ipv6", "may-fail"), new Flag(true)));

    /** What NetworkManager takes instead of a value. */
    record Taken(String taken, String write, Effect effect) {}

    /** Empty if it takes the value as it stands there. */
    Optional<Taken> judge(String value);

    /** The value in the form in which NetworkManager itself writes it; empty if it is not written because it is the default. */
    String normal(String value);

    /** {@code true} or {@code false}. */
    record Flag(boolean otherwise) implements KeyfileRule {

        private static final Map<String, Boolean> READ = Map.of("true", true, "1", true, "false", false, "0", false);

        @Override
        public Optional<Taken> judge(String value) {
            return READ.containsKey(value.stripTrailing())
                    ? Optional.empty()
                    : Optional.of(new Taken(String.valueOf(otherwise), "true or false", Effect.VALUE_IGNORED));
        }

        @Override
        public String normal(String value) {
            boolean read = READ.getOrDefault(value.stripTrailing(), otherwise);
            return read == otherwise ? "" : String.valueOf(read);
        }
    }

    /**
     * A whole number.
     *
     * @param low below it the value is ignored
     * @param least below it, but not below {@code low}, the file is skipped
     * @param high above it the value is ignored
     */
    record Whole(int low, int least, int high, int otherwise) implements KeyfileRule {

        private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,10}");

        @Override
        public Optional<Taken> judge(String value) {
            Optional<Long> number = number(value);
            String write = "a whole number from " + least + " to " + high;
            if (number.isEmpty()) {
                return Optional.of(new Taken(String.valueOf(otherwise), write, Effect.VALUE_IGNORED));
            }
            return number.get() < least
                    ? Optional.of(new Taken("nothing of the file", write, Effect.FILE_SKIPPED))
                    : Optional.empty();
        }

        @Override
        public String normal(String value) {
            long read = number(value).orElse((long) otherwise);
            return read == otherwise ? "" : String.valueOf(read);
        }

        private Optional<Long> number(String value) {
            return Optional.of(value.strip())
                    .filter(each -> NUMBER.matcher(each).matches())
                    .map(Long::valueOf)
                    .filter(each -> each >= low && each <= high);
        }
    }

    /**
     * A hardware address.
     *
     * @param otherwise what counts without one
     */
    record Mac(String otherwise) implements KeyfileRule {

        private static final Pattern FORM =
                Pattern.compile("\\p{XDigit}{1,2}(?:(?::\\p{XDigit}{1,2}){5}|(?:-\\p{XDigit}{1,2}){5})");

        @Override
        public Optional<Taken> judge(String value) {
            return FORM.matcher(value).matches()
                    ? Optional.empty()
                    : Optional.of(
                            new Taken(otherwise, "six pairs of hexadecimal digits with colons", Effect.VALUE_IGNORED));
        }

        @Override
        public String normal(String value) {
            if (!FORM.matcher(value).matches()) {
                return "";
            }
            StringBuilder normal = new StringBuilder();
            for (String pair : value.toUpperCase(Locale.ROOT).split("[:-]", -1)) {
                normal.append(normal.isEmpty() ? "" : ":")
                        .append(pair.length() == 1 ? "0" : "")
                        .append(pair);
            }
            return normal.toString();
        }
    }

    /** One of a few words; another one makes NetworkManager skip the file. */
    record Word(Set<String> words) implements KeyfileRule {

        @Override
        public Optional<Taken> judge(String value) {
            return words.contains(value)
                    ? Optional.empty()
                    : Optional.of(new Taken(
                            "nothing of the file",
                            "one of "
                                    + String.join(", ", words.stream().sorted().toList()),
                            Effect.FILE_SKIPPED));
        }

        @Override
        public String normal(String value) {
            return value.equals("auto") ? "" : value;
        }
    }
}
