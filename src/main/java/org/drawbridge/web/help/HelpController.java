package org.drawbridge.web.help;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the help. */
@Controller
class HelpController {

    @GetMapping("/help")
    String help() {
        return "help/help";
    }
}
