package org.drawbridge.account;

import java.util.List;

/** The secrets for the first start cannot be used. */
final class BootstrapException extends RuntimeException {

    BootstrapException(List<String> problems) {
        super(String.join(" ", problems));
    }
}
