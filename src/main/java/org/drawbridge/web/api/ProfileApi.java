package org.drawbridge.web.api;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.InvalidProfileException;
import org.drawbridge.profile.ProfileAppliedException;
import org.drawbridge.profile.ProfileConflictException;
import org.drawbridge.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tools.jackson.databind.JsonNode;

/** Bridge profiles for scripts: read, put in, changed and deleted. */
@ApiController
class ProfileApi {

    private final Profiles profiles;

    ProfileApi(Profiles profiles) {
        this.profiles = profiles;
    }

    @GetMapping("/profiles")
    PagedList<ProfileBody> list(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        int number = PagedList.pageOf(page);
        int entries = PagedList.sizeOf(size);
        List<BridgeProfile> all = profiles.all();
        List<ProfileBody> content = all.stream()
                .skip((long) number * entries)
                .limit(entries)
                .map(ProfileBody::of)
                .toList();
        return new PagedList<>(content, number, entries, all.size());
    }

    @GetMapping("/profiles/{id}")
    ProfileBody show(@PathVariable long id) {
        return ProfileBody.of(profiles.get(id));
    }

    @PostMapping("/profiles")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ProfileBody.class)))
    ResponseEntity<ProfileBody> create(@RequestBody(required = false) @Nullable JsonNode body, Actor actor) {
        BridgeProfile created = profiles.create(ProfileJson.read(body).input(), actor);
        return ResponseEntity.created(URI.create("/api/v1/profiles/" + created.id()))
                .body(ProfileBody.of(created));
    }

    @PutMapping("/profiles/{id}")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = ProfileBody.class)))
    ProfileBody edit(@PathVariable long id, @RequestBody(required = false) @Nullable JsonNode body, Actor actor) {
        ProfileJson.Sent sent = ProfileJson.read(body);
        long version = sent.version()
                .orElseThrow(() -> new InvalidInputException(
                        List.of(new Violation("version", "Give the version that you have read and changed."))));
        return ProfileBody.of(profiles.edit(id, version, sent.input(), actor));
    }

    @DeleteMapping("/profiles/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable long id, Actor actor) {
        profiles.delete(id, actor);
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidProfileException exception) {
        return Problems.invalid(exception.violations().stream()
                .map(violation -> new Violation(violation.field(), violation.message()))
                .toList());
    }

    @ExceptionHandler
    ProblemDetail applied(ProfileAppliedException exception) {
        ProblemDetail problem = Problems.of(
                HttpStatus.CONFLICT,
                "profile-applied",
                "The profile is on the host",
                String.valueOf(exception.getMessage()));
        problem.setProperty("applied", ProfileBody.of(exception.profile()).applied());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail conflict(ProfileConflictException exception) {
        ProblemDetail problem = Problems.of(
                HttpStatus.CONFLICT,
                "profile-changed",
                "The profile was changed by somebody else",
                String.valueOf(exception.getMessage()));
        problem.setProperty("current", ProfileBody.of(exception.current()));
        problem.setProperty("sentVersion", exception.sentVersion());
        return problem;
    }
}
