package org.drawbridge.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.PackageName;

/**
 * One build of a package, as rpm names it.
 *
 * @param name the package's name
 * @param version version and release, such as {@code 2.1.1-1.fc18}
 * @param arch the machine that it is for, such as {@code x86_64} or {@code noarch}
 */
public record PackageVersion(PackageName name, String version, String arch) {

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+^~]{0,99}-[A-Za-z0-9._+^~]{1,99}");

    private static final Pattern ARCH = Pattern.compile("[a-z0-9_]{1,20}");

    private static final Pattern FILE = Pattern.compile("(.+)-([^-]+-[^-]+)\\.([^.]+)\\.rpm");

    public PackageVersion {
        if (!VERSION.matcher(version).matches() || !ARCH.matcher(arch).matches()) {
            throw new InvalidNameException(
                    "That is not the version and machine of a package: " + ForeignText.oneLine(version + " " + arch));
        }
    }

    /** Reads {@code NAME VERSION-RELEASE ARCH}, as rpm prints it for us. */
    public static Optional<PackageVersion> parse(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PackageVersion(PackageName.of(words[0]), words[1], words[2]));
        } catch (InvalidNameException exception) {
            return Optional.empty();
        }
    }

    /** Reads the usual name of a package's file, which its content need not hold to. */
    public static Optional<PackageVersion> ofFile(String fileName) {
        Matcher form = FILE.matcher(fileName);
        return form.matches() ? parse(form.group(1) + " " + form.group(2) + " " + form.group(3)) : Optional.empty();
    }

    /** The usual name of its file, such as {@code qubes-manager-2.1.1-1.fc18.x86_64.rpm}. */
    public String fileName() {
        return name + "-" + version + "." + arch + ".rpm";
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        return name + " " + version + " " + arch;
    }

    @Override
    public String toString() {
        return name + "-" + version;
    }
}
