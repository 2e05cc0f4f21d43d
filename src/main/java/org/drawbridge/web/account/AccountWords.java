package org.drawbridge.web.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.account.Role;
import org.drawbridge.web.Crumb;

/** Words that several of the pages about accounts use. */
final class AccountWords {

    /** What the pages under the settings have above them. */
    static final List<Crumb> ABOVE = List.of(new Crumb("Settings", "/settings"));

    static final String NOT_REPEATED = "The two passwords differ. Type both again.";

    private AccountWords() {}

    /** The roles for a choice, the smallest first. */
    static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put(Role.VIEWER.word(), "viewer: reads");
        roles.put(Role.OPERATOR.word(), "operator: plans, applies, goes back");
        roles.put(Role.ADMINISTRATOR.word(), "administrator: users, tokens, packages, lab");
        return roles;
    }
}
