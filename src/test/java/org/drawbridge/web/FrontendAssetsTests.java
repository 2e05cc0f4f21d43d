package org.drawbridge.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class FrontendAssetsTests {

    @Test
    void addressesAreReadWhenTheManifestNamesTheEntry() {
        FrontendAssets assets = assets("""
                {"src/main.ts": {"file": "assets/main-a1.js", "isEntry": true, "css": ["assets/main-b2.css"]}}
                """);

        assertThat(assets.script()).isEqualTo("/assets/main-a1.js");
        assertThat(assets.styles()).containsExactly("/assets/main-b2.css");
    }

    @Test
    void stylesAreEmptyWhenTheManifestNamesNone() {
        assertThat(assets("{\"src/main.ts\": {\"file\": \"assets/main-a1.js\"}}")
                        .styles())
                .isEmpty();
    }

    @Test
    void readingStopsWhenTheEntryIsMissing() {
        assertThatIllegalStateException().isThrownBy(() -> assets("{}")).withMessageContaining("src/main.ts");
    }

    @Test
    void readingStopsWhenThereIsNoManifest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new FrontendAssets(new ClassPathResource("nowhere.json")))
                .withMessageContaining("not built");
    }

    private static FrontendAssets assets(String manifest) {
        return new FrontendAssets(new ByteArrayResource(manifest.getBytes(UTF_8)));
    }
}
