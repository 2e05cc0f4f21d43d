package org.drawbridge.host.lab;

import java.nio.file.Path;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostContractTests;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The lab keeps what the port promises, on every release. */
class LabHostContractTests {

    abstract static class OnRelease extends HostContractTests {

        @TempDir
        Path folder;

        abstract Release release();

        @Override
        protected Host host() {
            return Lab.openOrCreate(folder.resolve("lab"), release());
        }

        @Override
        protected QubeName netQube() {
            return QubeName.of(release() == Release.R2B2 ? "netvm" : "sys-net");
        }

        @Override
        protected QubeName runningQube() {
            return QubeName.of("work");
        }

        @Override
        protected QubeName haltedQube() {
            return QubeName.of("personal");
        }
    }

    @Nested
    class OnR2B2 extends OnRelease {
        @Override
        Release release() {
            return Release.R2B2;
        }
    }

    @Nested
    class OnR41 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_1;
        }
    }

    @Nested
    class OnR42 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_2;
        }
    }

    @Nested
    class OnR43 extends OnRelease {
        @Override
        Release release() {
            return Release.R4_3;
        }
    }
}
