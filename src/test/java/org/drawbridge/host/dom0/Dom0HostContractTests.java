package org.drawbridge.host.dom0;

import java.io.IOException;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostContractTests;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** A console in dom0 keeps what the port promises: by the Admin API from R4.1 on, and by the tools alone on R2B2. */
@Timeout(60)
class Dom0HostContractTests {

    abstract static class OnRelease extends HostContractTests {

        private StandInDom0 dom0;

        abstract Release release();

        @Override
        protected Host host() {
            dom0 = StandInDom0.of(release());
            return dom0.host();
        }

        @AfterEach
        void end() throws IOException {
            dom0.close();
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

        /** The tools do not tell of the memory whether it is the default, nor can they go back to it. */
        @Override
        protected Setting setting() {
            return new Setting("netvm", "netvm");
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
