package org.drawbridge.stock;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.PackageVersion;

/** Where a package is taken from when it is put back. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "from")
public sealed interface Source {

    /** The word for it in a form. */
    String word();

    /** What it is, in a sentence. */
    String sentence();

    /** A kept copy whose signature rpm found good; it needs no network. */
    record Kept(PackageVersion version, HostPath file, boolean installed) implements Source {
        @Override
        public String word() {
            return "kept:" + version.version();
        }

        @Override
        public String sentence() {
            return "The kept copy of version " + version.version()
                    + (installed ? ", which is installed. It needs no network." : ", another one than is installed.");
        }
    }

    /** The installed version, downloaded anew. */
    record Repository() implements Source {
        @Override
        public String word() {
            return "repository";
        }

        @Override
        public String sentence() {
            return "The installed version from the repositories, through the update qube.";
        }
    }

    /** Whatever version the repositories have, where the installed one is gone. */
    record Newest() implements Source {
        @Override
        public String word() {
            return "newest";
        }

        @Override
        public String sentence() {
            return "The newest version that the repositories have, through the update qube.";
        }
    }
}
