package org.drawbridge.web.api;

import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.RescueKits;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The rescue kits for scripts. */
@ApiController
class KitApi {

    private final RescueKits kits;

    KitApi(RescueKits kits) {
        this.kits = kits;
    }

    @GetMapping("/kits")
    List<RescueKits.KitView> list() {
        return kits.all();
    }

    @GetMapping("/kits/{name}")
    RescueKits.KitView show(@PathVariable String name) {
        return kits.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** A file of a kit, byte for byte. */
    @GetMapping("/kits/{name}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String name, @PathVariable String file, Actor actor) {
        return kits.file(name, file, actor)
                .map(content -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .body(content))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
