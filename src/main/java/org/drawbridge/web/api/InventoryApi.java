package org.drawbridge.web.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.QubePage;
import org.drawbridge.inventory.QubeQuery;
import org.drawbridge.inventory.SyncResult;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The host and its qubes for scripts, as the inventory has them. */
@ApiController
class InventoryApi {

    /** A younger answer of the host's is not asked for again. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Inventory inventory;
    private final Clock clock;

    InventoryApi(Inventory inventory, Clock clock) {
        this.inventory = inventory;
        this.clock = clock;
    }

    /** How the host stands; the release is null where it is unknown. */
    record HostBody(
            String kind,
            @Nullable String release,
            boolean connected,
            @Nullable Instant checkedAt,
            int qubes,
            String message) {

        static HostBody of(HostView host) {
            return new HostBody(
                    host.kind(),
                    host.release() == null ? null : host.release().label(),
                    host.connected(),
                    host.checkedAt(),
                    host.qubes(),
                    host.message());
        }
    }

    /** How many qubes came, are not as they were, and went; and how long that took, as an ISO 8601 duration. */
    record SyncBody(int added, int changed, int removed, Duration took) {

        static SyncBody of(SyncResult result) {
            return new SyncBody(
                    result.added().size(),
                    result.changed().size(),
                    result.removed().size(),
                    result.took());
        }
    }

    @GetMapping("/host")
    HostBody host() {
        HostView host = inventory.host();
        Instant checkedAt = host.checkedAt();
        boolean fresh = checkedAt != null && checkedAt.plus(FRESH).isAfter(clock.instant());
        return HostBody.of(fresh ? host : inventory.check());
    }

    @PostMapping("/inventory/sync")
    SyncBody sync(Actor actor) {
        return SyncBody.of(inventory.sync(actor));
    }

    @GetMapping("/qubes")
    PagedList<QubeBody> qubes(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(name = "class", defaultValue = "") String qubeClass,
            @RequestParam(defaultValue = "") String netvm,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable Boolean bridged,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        QubePage found = inventory.page(new QubeQuery(
                search,
                qubeClass,
                netvm,
                state,
                Optional.ofNullable(bridged),
                QubeQuery.Sort.NAME,
                false,
                PagedList.pageOf(page),
                PagedList.sizeOf(size)));
        return new PagedList<>(
                found.content().stream().map(QubeBody::of).toList(), found.page(), found.size(), found.total());
    }

    @GetMapping("/qubes/{name}")
    QubeDetailBody qube(@PathVariable String name) {
        return inventory.detail(QubeName.of(name)).map(QubeDetailBody::of).orElseThrow(NoSuchQube::new);
    }

    @ExceptionHandler({NoSuchQube.class, InvalidNameException.class})
    ProblemDetail noSuchQube() {
        return Problems.notFound("The inventory has no qube of that name. Synchronise it, or look at /api/v1/qubes.");
    }

    /** The messages of the host are sentences for people. */
    @ExceptionHandler
    ProblemDetail hostTrouble(HostException exception) {
        return Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "host-unreachable",
                "The host cannot be read",
                exception.getMessage() + " The last known inventory stays as it is.");
    }

    /** The inventory has no qube of that name. */
    private static final class NoSuchQube extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
