package org.drawbridge.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tools for packages say when they do not do their work, in our words and with the next step. */
enum PackageTrouble {
    NO_UPDATE_QUBE(
            "No update qube is set, so nothing can be downloaded. Set one (qubes-prefs updatevm), or restore from a kept copy.",
            "UpdateVM not set"),
    UPDATE_QUBE_FAILS(
            "The update qube could not be started or does not answer. Start it and look at it, or restore from a kept copy.",
            "information to UpdateVM failed",
            "UpdateVM not running",
            "no such domain",
            "no such VM",
            "cannot start"),
    NOT_ROOT(
            "The console may not change packages: the tool must be run by root. Run the console as root.",
            "should be run as root",
            "need to be root",
            "superuser privileges",
            "requires root"),
    LOCK_HELD(
            "Another program is changing packages right now and holds the lock. Let it end, then restore again.",
            "Another instance of qubes-dom0-update",
            "transaction lock",
            "Another app is currently holding",
            "Existing lock",
            "Waiting for process with pid"),
    DISK_FULL(
            "The disk of dom0 is too full for the package. Make room there, then restore again.",
            "No space left on device",
            "needs .* on the .* filesystem",
            "more space needed on",
            "Disk Requirements"),
    NO_NETWORK(
            "The update qube has no network, so nothing was downloaded. Bring the network up, or restore from a kept copy.",
            "Could not resolve host",
            "Couldn't resolve host",
            "Could not connect",
            "Couldn't connect",
            "Failed to connect",
            "Network is unreachable",
            "No route to host",
            "Connection timed out",
            "Timeout was reached",
            "Cannot retrieve repository metadata",
            "Failed to download metadata",
            "Failed to synchronize cache",
            "Cannot find a valid baseurl",
            "No more mirrors to try"),
    SIGNATURE(
            "The signature of the package is missing or not good, so it was not used. Remove that file and get the package anew.",
            "NOT OK",
            ": BAD",
            "MISSING KEYS",
            "not signed",
            "does not verify",
            "Public key .* is not installed",
            "GPG check FAILED",
            "not an rpm package",
            "error reading package header",
            "package read failed"),
    DEPENDENCY(
            "Other packages of dom0 need something that this version does not have, so nothing was changed. Bring dom0 up to date"
                    + " with qubes-dom0-update, then look at the packages again.",
            "Failed dependencies",
            "nothing provides",
            "conflicting requests",
            "Requires:",
            "conflicts with",
            "is needed by"),
    GONE(
            "The installed version is not in the repositories any more. Restore from a kept copy, or take the nearest version:"
                    + " choose the source on the page Packages.",
            "not available",
            "No match for argument",
            "No package .* available",
            "Unable to find a match",
            "No packages marked for",
            "No Match for argument",
            "Cannot download",
            "Nothing downloaded",
            "Nothing to do",
            "Problem in reinstall"),
    NOT_THERE(
            "The download did not bring this version: it is not in the repositories any more, or the update qube sent nothing."
                    + " Restore from a kept copy, or take the nearest version on the page Packages.",
            "cannot stat '/var/lib/qubes/updates/rpm",
            "cannot stat \u2018/var/lib/qubes/updates/rpm"),
    NOT_INSTALLED(
            "The package is not installed. Install it with qubes-dom0-update, then look at the packages again.",
            "is not installed"),
    UNPACKING(
            "rpm stopped in the middle of the package. Look at the state of its files on the page Packages, then restore again.",
            "unpacking of archive failed",
            "cpio:");

    private final String sentence;

    private final Pattern signs;

    PackageTrouble(String sentence, String... signs) {
        this.sentence = sentence;
        this.signs = Pattern.compile(String.join("|", signs), Pattern.CASE_INSENSITIVE);
    }

    /** The sentence for what a tool said; nothing where none of it is known. */
    static Optional<String> sentence(CommandResult result) {
        List<String> said = Stream.concat(result.errors().stream(), result.output().stream())
                .toList();
        return Stream.of(values())
                .filter(trouble -> said.stream()
                        .anyMatch(line -> trouble.signs.matcher(line).find()))
                .findFirst()
                .map(trouble -> trouble.sentence);
    }
}
