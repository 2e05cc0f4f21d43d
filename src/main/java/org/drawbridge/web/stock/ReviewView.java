package org.drawbridge.web.stock;

import java.util.List;
import org.drawbridge.stock.RestoreReview.FileReview;
import org.drawbridge.stock.RestoreReview.PackageReview;
import org.drawbridge.web.plan.PlanDiff;

/** What putting one package back would do, as its page shows it. */
record ReviewView(PackageReview review, List<FileView> overwritten, List<FileView> configs) {

    static ReviewView of(PackageReview review) {
        return new ReviewView(
                review,
                review.overwritten().stream().map(FileView::of).toList(),
                review.configs().stream().map(FileView::of).toList());
    }

    /** A file with its difference. */
    record FileView(FileReview file, PlanDiff diff) {
        static FileView of(FileReview file) {
            return new FileView(file, PlanDiff.ofText(file.diff(), false));
        }
    }
}
