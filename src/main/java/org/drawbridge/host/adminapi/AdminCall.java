package org.drawbridge.host.adminapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.name.QubeName;

/**
 * One call of the Admin API, checked so that the protocol can carry it: releases up to R4.3 answer a bad one with nothing at all.
 *
 * @param method such as {@code admin.vm.property.Get}
 * @param argument such as {@code netvm}, or empty for none
 * @param destination the qube that it is about; dom0 for the host as a whole
 * @param payload what follows, or no bytes
 */
// The array is copied on the way in and out, and compared by content.
@SuppressWarnings("ArrayRecordComponent")
public record AdminCall(String method, String argument, QubeName destination, byte[] payload) {

    /** The most that qubesd takes in one request, in bytes, header and payload together. */
    public static final int SIZE_LIMIT = 65_536;

    private static final Pattern METHOD = Pattern.compile("[A-Za-z]+(\\.[A-Za-z]+)*");
    private static final Pattern ARGUMENT = Pattern.compile("[\\x21-\\x2a\\x2c-\\x7e]*");

    public AdminCall {
        payload = payload.clone();
        if (!METHOD.matcher(method).matches()) {
            throw new IllegalArgumentException("Not a method of the Admin API: " + method);
        }
        if (!ARGUMENT.matcher(argument).matches()) {
            throw new HostException.Declined(
                    "“" + ForeignText.oneLine(argument)
                            + "” cannot be asked of qubesd: a name there has letters, digits and signs of ASCII, without space or +.");
        }
    }

    public static AdminCall of(String method, QubeName destination) {
        return new AdminCall(method, "", destination, new byte[0]);
    }

    public static AdminCall of(String method, String argument, QubeName destination) {
        return new AdminCall(method, argument, destination, new byte[0]);
    }

    /** The call with a text to go with it. */
    public AdminCall withPayload(String text) {
        return new AdminCall(method, argument, destination, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** Method and argument as a qrexec service is called. */
    public String service() {
        return argument.isEmpty() ? method : method + "+" + argument;
    }

    /** The call for messages. */
    public String text() {
        return service() + " on " + destination;
    }

    /**
     * The request as qubesd's socket takes it.
     *
     * @param source who calls
     * @throws HostException.Declined when it is more than qubesd takes; nothing is sent then
     */
    public byte[] request(QubeName source) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (service() + " " + source + " name " + destination + "\0").getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(payload);
        if (request.size() > SIZE_LIMIT) {
            throw new HostException.Declined(text() + " would be a request of " + request.size()
                    + " bytes, and qubesd takes " + SIZE_LIMIT + ". Nothing was sent. Use a shorter value.");
        }
        return request.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdminCall call
                && method.equals(call.method)
                && argument.equals(call.argument)
                && destination.equals(call.destination)
                && Arrays.equals(payload, call.payload);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, argument, destination, Arrays.hashCode(payload));
    }

    @Override
    public String toString() {
        return "AdminCall[" + text() + ", " + payload.length + " bytes]";
    }
}
