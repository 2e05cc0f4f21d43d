package org.drawbridge.web.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.audit.AuditFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Which entries are asked for, as it stands in the address of the page or of the call.
 *
 * @param since a moment such as {@code 2026-11-24T12:00:00Z}, or a day
 * @param until the same; a day is meant to its end
 */
record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable String since,
        @Nullable String until,
        @Nullable Integer page,
        @Nullable Integer size) {

    private static final String NOT_A_TIME = "This is no time. Write it as 2026-11-24 or 2026-11-24T12:00:00Z.";

    /** The filter; what cannot be read as a time is left out of it and stands in {@link #violations}. */
    AuditFilter filter(ZoneId zone) {
        return new AuditFilter(
                actor,
                action,
                subject,
                time(since, zone, 0).orElse(null),
                time(until, zone, 1).orElse(null),
                page == null ? 0 : page,
                size == null ? AuditFilter.USUAL_SIZE : size);
    }

    /** What is wrong, by field. */
    Map<String, String> violations() {
        Map<String, String> violations = new LinkedHashMap<>();
        if (isGiven(since) && time(since, ZoneOffset.UTC, 0).isEmpty()) {
            violations.put("since", NOT_A_TIME);
        }
        if (isGiven(until) && time(until, ZoneOffset.UTC, 1).isEmpty()) {
            violations.put("until", NOT_A_TIME);
        }
        return violations;
    }

    /** The page's address with the filter, ending in {@code page=}. */
    public String address() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/audit");
        parameter(address, "actor", actor);
        parameter(address, "action", action);
        parameter(address, "subject", subject);
        parameter(address, "since", since);
        parameter(address, "until", until);
        return address.queryParam("page", "").encode().build().toUriString();
    }

    /** Whether nothing is left out. */
    public boolean isEmpty() {
        return !isGiven(actor) && !isGiven(action) && !isGiven(subject) && !isGiven(since) && !isGiven(until);
    }

    private static void parameter(UriComponentsBuilder address, String name, @Nullable String value) {
        if (isGiven(value)) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, String.valueOf(value)));
        }
    }

    private static Optional<Instant> time(@Nullable String text, ZoneId zone, int daysOn) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text.strip()).toInstant()
                            : LocalDate.parse(text.strip())
                                    .plusDays(daysOn)
                                    .atStartOfDay(zone)
                                    .toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
