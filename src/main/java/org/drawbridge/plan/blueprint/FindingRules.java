package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;

/** All rules that look for what a person must know before a plan is applied. */
final class FindingRules {

    private static final List<FindingRule> RULES = List.of(
            new ReadingRule(),
            new NetQubeRule(),
            new UplinkRule(),
            new BridgeRule(),
            new StrayPortRule(),
            new OtherKeyfilesRule(),
            new TemplateKeyfilesRule(),
            new ForeignFileRule(),
            new TemplateRule(),
            new MemberRule(),
            new ProtectionRule(),
            new PatchRule());

    private FindingRules() {}

    static void look(Look look, Request request) {
        RULES.forEach(rule -> rule.look(look, request));
    }

    static List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (FindingRule rule : RULES) {
            findings.addAll(rule.findings(draft, steps));
        }
        return findings;
    }
}
