package dev.clientregistration.authlete;

import dev.clientregistration.Result;
import dev.clientregistration.authlete.model.ClientRegistrationRequest;
import dev.clientregistration.authlete.model.ClientRegistrationResponse;
import dev.clientregistration.error.RegistrationException;

/** The code of README.md and of the Javadoc that calls Authlete. */
final class AuthleteSnippets {
    private AuthleteSnippets() {}

    static HttpAnswer endpoint(AuthleteClientRegistration authlete, String bodyOfTheRequest) {
        // @start region="endpoint"
        HttpAnswer answer;
        try {
            answer = HttpAnswer.of(authlete.register(ClientRegistrationRequest.builder()
                    .json(bodyOfTheRequest) // as the client sent it
                    .build()));
        } catch (RegistrationException e) {
            answer = HttpAnswer.of(e); // 500, or 503 with Retry-After; nothing of Authlete's shows
        }
        // @end
        return answer;
    }

    static Result<ClientRegistrationResponse> standalone(
            AuthleteClientRegistration authlete, ClientRegistrationRequest request) {
        return Result.of(() -> authlete.register(request));
    }
}
