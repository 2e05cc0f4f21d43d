package org.drawbridge.web.stock;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.PackageName;
import org.drawbridge.stock.NotRestorableException;
import org.drawbridge.stock.Restores;
import org.drawbridge.stock.StaleReviewException;
import org.drawbridge.stock.StockPackages;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.Problems;
import org.drawbridge.web.api.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The stock packages for scripts. */
@ApiController
class PackageApi {

    private final StockPackages packages;

    private final Restores restores;

    PackageApi(StockPackages packages, Restores restores) {
        this.packages = packages;
        this.restores = restores;
    }

    /** What is to be put back, by name. */
    record RestoreRequest(@Nullable List<String> packages) {}

    /** The job that was started. */
    record Started(long id, JobState state) {}

    @GetMapping("/packages")
    List<PackageBody> list() {
        return packages.all().stream().map(PackageBody::of).toList();
    }

    /** Puts packages back from where it needs no network if that can be; edited configuration files stay as they are. */
    @PostMapping("/packages/restore")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started restore(@RequestBody(required = false) @Nullable RestoreRequest request, Actor actor) {
        List<PackageName> names = names(request);
        JobView job = restores.start(restores.review(names, actor).id(), Restores.Choice.USUAL, actor);
        return new Started(job.id(), job.state());
    }

    private static List<PackageName> names(@Nullable RestoreRequest request) {
        List<Violation> violations = new ArrayList<>();
        List<PackageName> names = new ArrayList<>();
        List<String> asked = request == null || request.packages() == null ? List.of() : request.packages();
        if (asked.isEmpty()) {
            violations.add(new Violation("packages", "Name at least one package."));
        }
        for (int index = 0; index < asked.size(); index++) {
            try {
                names.add(PackageName.of(asked.get(index)));
            } catch (InvalidNameException invalid) {
                violations.add(new Violation("packages[" + index + "]", String.valueOf(invalid.getMessage())));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return names;
    }

    @ExceptionHandler
    ProblemDetail notRestorable(NotRestorableException exception) {
        return Problems.invalid(List.of(new Violation("packages", String.valueOf(exception.getMessage()))));
    }

    @ExceptionHandler
    ProblemDetail stale(StaleReviewException exception) {
        return Problems.of(
                HttpStatus.CONFLICT,
                "stale-review",
                "The packages changed meanwhile",
                String.valueOf(exception.getMessage()));
    }
}
