package org.drawbridge.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Where the built scripts and styles of the pages are; their names change with their content. */
@Component
public class FrontendAssets {

    private static final String ENTRY = "src/main.ts";

    private final String script;
    private final List<String> styles;

    @Autowired
    FrontendAssets() {
        this(new ClassPathResource("frontend/manifest.json"));
    }

    FrontendAssets(Resource manifest) {
        Entry entry = read(manifest).get(ENTRY);
        if (entry == null) {
            throw new IllegalStateException("The manifest of the pages' assets does not name " + ENTRY);
        }
        script = "/" + entry.file();
        styles = entry.css() == null
                ? List.of()
                : entry.css().stream().map(file -> "/" + file).toList();
    }

    /** The address of the one script, from the root of the console. */
    public String script() {
        return script;
    }

    /** The addresses of the styles, in the order in which they count. */
    public List<String> styles() {
        return styles;
    }

    private static Map<String, Entry> read(Resource manifest) {
        try (InputStream in = manifest.getInputStream()) {
            return JsonMapper.shared().readValue(in, new TypeReference<Map<String, Entry>>() {});
        } catch (IOException ex) {
            throw new IllegalStateException("The pages' assets were not built: run the build with Maven", ex);
        }
    }

    private record Entry(String file, @Nullable List<String> css) {}
}
