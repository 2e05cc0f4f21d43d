package org.drawbridge;

import java.util.OptionalInt;
import org.drawbridge.cli.DrawbridgeCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/** Starts the console, or runs the sub-command that the arguments name without it. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DrawbridgeApplication {

    public static void main(String[] args) {
        OptionalInt exit = DrawbridgeCommand.run(args);
        if (exit.isPresent()) {
            System.exit(exit.getAsInt());
        }
        SpringApplication.run(DrawbridgeApplication.class, DrawbridgeCommand.settings(args));
    }
}
