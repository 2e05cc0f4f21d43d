package org.drawbridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test with the whole console: a real port, a database in memory, a data folder and lab host of its own, and a clock that
 * stands until it is moved. All tests with just this annotation share one console, which is started once; so they make things
 * with names of their own, and leave the host as they found it.
 *
 * <p>Ask the constructor or a field for {@link Console} to talk to it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        classes = DrawbridgeApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "drawbridge.data=target/test-data/console-${random.uuid}",
            "drawbridge.bootstrap.admin-password=" + Console.PASSWORD,
            "drawbridge.bootstrap.token=" + Console.TOKEN
        })
@AutoConfigureMockMvc
@Import(Console.Beans.class)
public @interface ConsoleTest {}
