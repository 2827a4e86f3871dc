package dev.clientregistration.samples.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.clientregistration.Secret;
import dev.clientregistration.authlete.AuthleteClientRegistration;
import dev.clientregistration.authlete.HttpAnswer;
import dev.clientregistration.authlete.model.Action;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.RegistrationException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The registration endpoint of an authorization server that is built on Authlete: RFC 7591 at {@code /register} and RFC
 * 7592 at {@code /register/{client_id}}. What the client sent goes to Authlete as it came, be it right or wrong, and
 * {@link HttpAnswer} is what the client is told. What the request asks to {@code Accept} does not matter: the standards
 * know no answer but JSON.
 *
 * <p>Safe for use by many threads; a request occupies its thread until Authlete has answered.
 */
final class RegistrationEndpoint implements HttpHandler {
    static final String PATH = "/register";
    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final Logger LOG = System.getLogger(RegistrationEndpoint.class.getName());
    private static final Pattern ADDRESS = Pattern.compile(PATH + "(?:/([^/]+))?");
    private static final Pattern BEARER = Pattern.compile("(?i)Bearer +(\\S+)");

    private final AuthleteClientRegistration authlete;

    RegistrationEndpoint(AuthleteClientRegistration authlete) {
        this.authlete = authlete;
    }

    // @start region="endpoint"
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // Before anything is answered: a client that is still sending might never see it.
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            Matcher address = ADDRESS.matcher(exchange.getRequestURI().getPath());
            if (!address.matches()) {
                refuse(exchange, 404);
                return;
            }
            Optional<String> clientId = Optional.ofNullable(address.group(1));
            List<String> methods = clientId.isPresent() ? List.of("GET", "PUT", "DELETE") : List.of("POST");
            Optional<Secret> token = bearerToken(exchange);
            if (!methods.contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
                refuse(exchange, 405);
            } else if (body.length > MAX_BODY_BYTES) {
                exchange.getRequestBody().readNBytes(16 * MAX_BODY_BYTES); // skip(...) would not stop at the body's end
                refuse(exchange, 413);
            } else if (clientId.isPresent() && token.isEmpty()) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer"); // no error: RFC 6750 section 3.1
                refuse(exchange, 401);
            } else {
                HttpAnswer answer = ask(exchange.getRequestMethod(), clientId, token, body);
                if (answer.status() == 401) {
                    exchange.getResponseHeaders()
                            .set("WWW-Authenticate", token.isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer");
                }
                send(exchange, answer);
            }
        }
    }

    private HttpAnswer ask(String method, Optional<String> clientId, Optional<Secret> token, byte[] body) {
        ClientRegistrationRequest.Builder request = ClientRegistrationRequest.builder();
        clientId.ifPresent(request::clientId);
        token.ifPresent(request::token); // the initial access token, or the registration access token
        try {
            ClientRegistrationResponse response =
                    switch (method) {
                        case "POST" ->
                            authlete.register(request.json(text(body)).build());
                        case "GET" -> authlete.get(request.build());
                        case "PUT" -> authlete.update(request.json(text(body)).build());
                        default -> authlete.delete(request.build());
                    };
            HttpAnswer answer = HttpAnswer.of(response);
            if (answer.status() >= 500) {
                String action = response.action().map(Action::value).orElse("without an action");
                LOG.log(
                        Level.WARNING,
                        "Authlete answered {0} {1}",
                        action,
                        response.resultCode().orElse(""));
            }
            return answer;
        } catch (RegistrationException e) {
            // The message holds no secret. After a registration, UNKNOWN means that Authlete may have a client more.
            LOG.log(Level.WARNING, "{0}: {1}", e.outcome(), e.getMessage());
            return HttpAnswer.of(e);
        } catch (CharacterCodingException e) {
            return badRequest(
                    "{\"error\":\"invalid_client_metadata\",\"error_description\":\"The body is not UTF-8.\"}");
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a mistake in this program", e);
            return HttpAnswer.of(ClientRegistrationResponse.builder().build()); // no action: 500
        }
    }

    /** In one header only, never in the query or the body (RFC 6750 section 2); the scheme's case does not matter. */
    private static Optional<Secret> bearerToken(HttpExchange exchange) {
        List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
        Matcher bearer = BEARER.matcher(String.join(", ", authorization));
        return bearer.matches() ? Optional.of(Secret.of(bearer.group(1))) : Optional.empty();
    }

    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.body().isEmpty()) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            byte[] body = answer.body().get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }
    // @end

    /** JSON is UTF-8 (RFC 8259 section 8.1); anything else would not reach Authlete as it came. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static HttpAnswer badRequest(String error) {
        return HttpAnswer.of(ClientRegistrationResponse.builder()
                .action(Action.BAD_REQUEST)
                .responseContent(Secret.of(error))
                .build());
    }

    /** What HTTP itself refuses has no body; caching is forbidden as everywhere. */
    static void refuse(HttpExchange exchange, int status) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("Pragma", "no-cache");
        exchange.sendResponseHeaders(status, -1);
    }
}
