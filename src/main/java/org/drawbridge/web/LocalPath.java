package org.drawbridge.web;

import java.util.regex.Pattern;

/** A way back inside the console, taken from a form: never one that leads elsewhere. */
public final class LocalPath {

    /** One slash and then letters, digits and what paths and queries need; no second slash at the front, no backslash. */
    private static final Pattern INSIDE = Pattern.compile("/(?!/)[\\w./?=&%+~:-]*");

    private LocalPath() {}

    /** The path itself, or {@code /} where it would lead out of the console. */
    public static String orHome(String path) {
        return INSIDE.matcher(path).matches() ? path : "/";
    }
}
