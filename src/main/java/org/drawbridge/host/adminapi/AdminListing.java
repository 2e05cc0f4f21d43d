package org.drawbridge.host.adminapi;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;

/** Reads the data of answers: lines of qubes, names, properties and words; strictly, since all else is no answer of qubesd's. */
final class AdminListing {

    private static final Pattern PROPERTY =
            Pattern.compile("default=(True|False) type=([a-z_]{1,32}) (.*)", Pattern.DOTALL);
    private static final Pattern NAMED_PROPERTY = Pattern.compile("([A-Za-z0-9_]{1,64}) (default=.*)");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern WORD = Pattern.compile("([a-z_]{1,64})=(\\S*)");

    private final AdminCall call;
    private final String text;

    private AdminListing(AdminCall call, String text) {
        this.call = call;
        this.text = text;
    }

    static AdminListing of(AdminCall call, byte[] data) {
        return new AdminListing(call, AdminAnswerParser.text(call, data));
    }

    String text() {
        return text;
    }

    List<AdminQube> qubes() {
        List<AdminQube> qubes = new ArrayList<>();
        for (String line : lines()) {
            int space = line.indexOf(' ');
            SortedMap<String, String> words = words(space < 0 ? "" : line.substring(space + 1));
            qubes.add(new AdminQube(
                    qubeName(space < 0 ? line : line.substring(0, space)),
                    required(words, "class"),
                    required(words, "state"),
                    words));
        }
        return qubes;
    }

    /** One name a line. */
    List<String> names() {
        List<String> lines = lines();
        for (String line : lines) {
            if (!PRINTABLE.matcher(line).matches()) {
                throw AdminAnswerParser.bad(call, "a name in it is not printable");
            }
        }
        return lines;
    }

    /** One property a line, a back slash and a line's end in a value written as {@code \\} and {@code \n}. */
    SortedMap<String, AdminProperty> properties() {
        SortedMap<String, AdminProperty> properties = new TreeMap<>();
        for (String line : lines()) {
            Matcher named = NAMED_PROPERTY.matcher(line);
            if (!named.matches()) {
                throw AdminAnswerParser.bad(call, "a line of it is no property");
            }
            AdminProperty raw = property(named.group(2));
            AdminProperty property = new AdminProperty(raw.isDefault(), raw.type(), unescaped(raw.value()));
            if (properties.put(named.group(1), property) != null) {
                throw AdminAnswerParser.bad(call, "it tells the property " + named.group(1) + " twice");
            }
        }
        return properties;
    }

    AdminProperty property() {
        return property(text);
    }

    /** {@code KEY=VALUE} words between single spaces. */
    SortedMap<String, String> words() {
        return words(text);
    }

    String required(SortedMap<String, String> words, String key) {
        String value = words.remove(key);
        if (value == null || value.isEmpty()) {
            throw AdminAnswerParser.bad(call, "it does not tell the " + key);
        }
        return value;
    }

    private AdminProperty property(String told) {
        Matcher matcher = PROPERTY.matcher(told);
        if (!matcher.matches()) {
            throw AdminAnswerParser.bad(call, "it is no property");
        }
        return new AdminProperty(matcher.group(1).equals("True"), matcher.group(2), matcher.group(3));
    }

    private SortedMap<String, String> words(String line) {
        SortedMap<String, String> words = new TreeMap<>();
        for (String part : line.split(" ", -1)) {
            Matcher word = WORD.matcher(part);
            if (!word.matches() || words.put(word.group(1), word.group(2)) != null) {
                throw AdminAnswerParser.bad(call, "a line of it is not made of KEY=VALUE words");
            }
        }
        return words;
    }

    private List<String> lines() {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.endsWith("\n")) {
            throw AdminAnswerParser.bad(call, "it ends in the middle of a line");
        }
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private QubeName qubeName(String name) {
        try {
            return QubeName.of(name);
        } catch (InvalidNameException exception) {
            throw AdminAnswerParser.bad(call, String.valueOf(exception.getMessage()));
        }
    }

    private String unescaped(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        boolean escaped = false;
        for (int at = 0; at < value.length(); at++) {
            char each = value.charAt(at);
            if (!escaped && each == '\\') {
                escaped = true;
                continue;
            }
            plain.append(escaped ? meant(each) : each);
            escaped = false;
        }
        if (escaped) {
            throw AdminAnswerParser.bad(call, "a value in it ends with a single back slash");
        }
        return plain.toString();
    }

    private char meant(char escaped) {
        return switch (escaped) {
            case '\\' -> '\\';
            case 'n' -> '\n';
            default -> throw AdminAnswerParser.bad(call, "a back slash in it escapes nothing");
        };
    }
}
