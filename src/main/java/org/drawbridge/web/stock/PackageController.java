package org.drawbridge.web.stock;

import org.drawbridge.stock.StockPackages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of dom0's stock packages. */
@Controller
class PackageController {

    private final StockPackages packages;

    PackageController(StockPackages packages) {
        this.packages = packages;
    }

    @GetMapping("/packages")
    String list(Model model) {
        model.addAttribute(
                "packages", packages.all().stream().map(PackageView::of).toList());
        return "stock/packages";
    }
}
