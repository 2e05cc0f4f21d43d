package org.drawbridge.web.stock;

import org.drawbridge.host.PackageVersion;
import org.drawbridge.stock.StockPackage;

/**
 * A package as its page shows it.
 *
 * @param mark the mark of how it stands
 * @param word the mark in words
 * @param version the installed version, or the empty text
 */
record PackageView(StockPackage stock, String mark, String word, String version) {

    static PackageView of(StockPackage stock) {
        String version = stock.installed().map(PackageVersion::version).orElse("");
        return switch (stock.state()) {
            case STOCK -> new PackageView(stock, "done", "stock", version);
            case MODIFIED ->
                new PackageView(stock, "changed", count(stock.modified().size()), version);
            case MISSING -> new PackageView(stock, "wrong", "not installed", version);
        };
    }

    /** Whether there is anything to put back. */
    public boolean installed() {
        return !version.isEmpty();
    }

    private static String count(int files) {
        return files == 1 ? "1 file differs" : files + " files differ";
    }
}
