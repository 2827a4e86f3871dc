package dev.clientregistration.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose client configuration endpoint is on another host.
 *
 * @param uri null for this server under another host name
 */
record ManagementUriEffect(@Nullable URI uri) implements FaultEffect {
    private static final String MEMBER = "registration_client_uri";

    @Override
    public String text() {
        return "foreign-management-uri" + (uri == null ? "" : "=" + uri);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.REGISTER, Operation.GET, Operation.UPDATE);
    }

    @Override
    public Reply strike(Visit visit) {
        MockAnswer answer = visit.apply();
        JsonObject body = Json.objectOrNull(answer.body());
        if (body == null || !(body.get(MEMBER) instanceof JsonPrimitive own)) {
            return visit.send(answer);
        }
        body.addProperty(MEMBER, uri == null ? elsewhere(visit, URI.create(own.getAsString())) : uri.toString());
        return visit.send(answer.withBody(Json.write(body)));
    }

    private static String elsewhere(Visit visit, URI own) {
        return visit.elsewhere(own.getRawPath() + (own.getRawQuery() == null ? "" : "?" + own.getRawQuery()));
    }
}
