package org.drawbridge.web.patch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.patch.UploadedFile;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;

/** Takes the files out of a request, whatever its parts are called. */
final class Uploads {

    private Uploads() {}

    static List<UploadedFile> of(MultipartRequest request) throws IOException {
        List<UploadedFile> files = new ArrayList<>();
        for (List<MultipartFile> parts : request.getMultiFileMap().values()) {
            for (MultipartFile part : parts) {
                if (!part.isEmpty()) {
                    String name = part.getOriginalFilename();
                    files.add(UploadedFile.of(name == null ? "" : name, part.getBytes()));
                }
            }
        }
        return files;
    }
}
