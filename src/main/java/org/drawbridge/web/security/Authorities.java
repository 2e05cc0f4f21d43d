package org.drawbridge.web.security;

import java.util.List;
import org.drawbridge.account.Role;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The roles in Spring Security's words. */
final class Authorities {

    private Authorities() {}

    static List<GrantedAuthority> of(Role role) {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }

    static RoleHierarchy hierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.ADMINISTRATOR.name())
                .implies(Role.OPERATOR.name())
                .role(Role.OPERATOR.name())
                .implies(Role.VIEWER.name())
                .build();
    }
}
