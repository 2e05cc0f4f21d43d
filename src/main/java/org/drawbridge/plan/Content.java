package org.drawbridge.plan;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.drawbridge.host.FileImage;

/** What an artifact is before or after a change. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Content {

    /** A file that does not exist. */
    Content NO_FILE = new NoFile();

    static Content ofFile(Optional<FileImage> image) {
        return image.<Content>map(FileContent::new).orElse(NO_FILE);
    }

    /** A file, whole. */
    record FileContent(FileImage image) implements Content {}

    /** No file. */
    record NoFile() implements Content {}

    /**
     * The value of a property, feature, service or power state.
     *
     * @param value its text; the empty text where nothing is set
     * @param isDefault whether nothing is set and the default counts: it is reached by Reset or Remove, never by Set
     */
    record Setting(String value, boolean isDefault) implements Content {}
}
