package org.drawbridge.web.stock;

import java.util.List;
import org.drawbridge.stock.StockPackages;
import org.drawbridge.web.api.ApiController;
import org.springframework.web.bind.annotation.GetMapping;

/** The stock packages for scripts. */
@ApiController
class PackageApi {

    private final StockPackages packages;

    PackageApi(StockPackages packages) {
        this.packages = packages;
    }

    @GetMapping("/packages")
    List<PackageBody> list() {
        return packages.all().stream().map(PackageBody::of).toList();
    }
}
