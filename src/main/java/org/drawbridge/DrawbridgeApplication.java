package org.drawbridge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the console. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DrawbridgeApplication {

    public static void main(String[] args) {
        SpringApplication.run(DrawbridgeApplication.class, args);
    }
}
