package org.drawbridge;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in a sentence which setting cannot be as it is, and what it can be. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SettingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

    private static final String OURS = "drawbridge.";

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        return ownWords(cause)
                .or(() -> Optional.ofNullable(cause.getProperty()).map(property -> otherType(property, cause)))
                .map(sentence -> new FailureAnalysis(
                        sentence,
                        "Correct it where it is set: an argument such as --" + OURS
                                + "host=lab, an environment variable"
                                + " such as DRAWBRIDGE_HOST, or a configuration file. The README lists the settings.",
                        cause))
                .orElse(null);
    }

    /** What the settings' own checks say. */
    private static Optional<String> ownWords(BindException cause) {
        return Stream.iterate(cause.getCause(), each -> each != null, Throwable::getCause)
                .filter(IllegalArgumentException.class::isInstance)
                .map(each -> String.valueOf(each.getMessage()))
                .filter(message -> message.startsWith(OURS))
                .findFirst();
    }

    private static String otherType(ConfigurationProperty property, BindException cause) {
        Class<?> type = cause.getTarget().getType().resolve(Object.class);
        return property.getName() + " is “" + property.getValue() + "”: it must be " + form(type) + ".";
    }

    private static String form(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        if (type == Duration.class) {
            return "a length of time, such as PT90S, 90s or 2m";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == InetAddress.class) {
            return "an address of this machine, such as 127.0.0.1";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a whole number" : "of another form";
    }
}
