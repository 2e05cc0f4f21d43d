package org.drawbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LauncherTests {

    @Test
    void oldJavaIsToldInASentence() {
        assertThat(Launcher.refusal(17, "/usr/lib/jvm/java-17"))
                .contains("Drawbridge needs Java 21 or newer, and /usr/lib/jvm/java-17 is Java 17: start it with the"
                        + " bin/java of a newer one.");
        assertThat(Launcher.refusal(21, "")).isEmpty();
    }

    @Test
    void launcherIsCompiledForTheOldJavaThatItHasToTalkOn() throws IOException {
        assertThat(classFileVersion(Launcher.class)).isEqualTo(61);
        assertThat(classFileVersion(DrawbridgeCommand.class)).isEqualTo(65);
    }

    private static int classFileVersion(Class<?> type) throws IOException {
        try (var in = new DataInputStream(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            assertThat(in.readInt()).isEqualTo(0xcafebabe);
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
