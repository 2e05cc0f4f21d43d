package org.drawbridge.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What surrounds the content of every page. It asks its sources only when a page shows them. */
public final class Frame {

    private final FrontendAssets assets;
    private final Theme theme;
    private final String path;
    private final @Nullable HostFootSource host;
    private final List<BarSource> bars;

    Frame(FrontendAssets assets, Theme theme, String path, @Nullable HostFootSource host, List<BarSource> bars) {
        this.assets = assets;
        this.theme = theme;
        this.path = path;
        this.host = host;
        this.bars = List.copyOf(bars);
    }

    public String script() {
        return assets.script();
    }

    public List<String> styles() {
        return assets.styles();
    }

    public Theme theme() {
        return theme;
    }

    /** The path and query of this page, to come back to. */
    public String path() {
        return path;
    }

    public @Nullable HostFoot host() {
        return host == null ? null : host.hostFoot();
    }

    /** The most urgent bar, or null. */
    public @Nullable Bar bar() {
        return bars.stream()
                .map(BarSource::bar)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }
}
