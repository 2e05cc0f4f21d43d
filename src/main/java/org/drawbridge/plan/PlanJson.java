package org.drawbridge.plan;

import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.blueprint.PlanDigest;
import org.drawbridge.plan.blueprint.Request;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes plans as they are stored, reads them back, and sums them up. */
@Component
final class PlanJson implements PlanDigest {

    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Plan plan) {
        return mapper.writeValueAsString(plan);
    }

    Plan read(String text) {
        return mapper.readValue(text, Plan.class);
    }

    @Override
    public String of(Request request, Release release, List<Step> steps) {
        StringBuilder text = new StringBuilder();
        text.append(request.kind()).append('\n');
        text.append(request.profile().id()).append('\n');
        text.append(request.profile().version()).append('\n');
        text.append(release.label()).append('\n');
        for (Step step : steps) {
            text.append(mapper.writerFor(Step.class).writeValueAsString(step)).append('\n');
        }
        return Sha256.of(text.toString()).hex();
    }
}
