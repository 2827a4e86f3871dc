package dev.clientregistration.interop.springsecurity;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.Secret;
import dev.clientregistration.ServerProfile;
import dev.clientregistration.interop.Wire;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Security in this JVM, on a free port of the loopback interface, as an authorization server with its RFC 7591
 * endpoint: two issuers, of which one lets everybody register and the other wants an initial access token. Everything
 * else is as Spring Boot sets it up; clients and tokens are kept in memory.
 */
final class AuthorizationServer implements AutoCloseable {
    static final String REGISTRAR = "registrar";
    static final Secret REGISTRAR_SECRET = Secret.of(UUID.randomUUID().toString());

    private final ServletWebServerApplicationContext context;
    private final Issuer open;
    private final Issuer closed;

    private AuthorizationServer(ServletWebServerApplicationContext context) {
        this.context = context;
        String origin = "http://127.0.0.1:" + context.getWebServer().getPort();
        this.open = new Issuer(URI.create(origin + "/open"));
        this.closed = new Issuer(URI.create(origin + "/closed"));
    }

    static AuthorizationServer start() {
        return new AuthorizationServer((ServletWebServerApplicationContext) new SpringApplicationBuilder(Setup.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("server.address=127.0.0.1", "server.port=0", "logging.level.root=warn")
                .run());
    }

    /** Everybody may register. */
    Issuer open() {
        return open;
    }

    /** Those with an initial access token may register. */
    Issuer closed() {
        return closed;
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * One of the server's issuers.
     *
     * @param uri its identifier
     */
    record Issuer(URI uri) {
        URI registrationEndpoint() {
            return URI.create(uri + "/oauth2/register");
        }

        URI tokenEndpoint() {
            return URI.create(uri + "/oauth2/token");
        }

        /** A token that is good for one registration. */
        Secret initialAccessToken() {
            return accessToken("client.create");
        }

        /** A token of the registrar's. */
        Secret accessToken(String scope) {
            return Wire.accessToken(tokenEndpoint(), REGISTRAR, REGISTRAR_SECRET, scope);
        }

        /** A builder for a facade without an initial access token. */
        ClientRegistration.Builder facade() {
            return ClientRegistration.builder()
                    .endpoint(registrationEndpoint())
                    .profile(ServerProfile.SPRING_AUTHORIZATION_SERVER);
        }
    }

    /** What an application of Spring Boot declares to be such a server. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Setup {
        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.with(
                            new OAuth2AuthorizationServerConfigurer(),
                            server -> server.clientRegistrationEndpoint(
                                    endpoint -> endpoint.openRegistrationAllowed(true)))
                    .authorizeHttpRequests(requests -> requests.requestMatchers("/open/oauth2/register")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2ResourceServer(resources -> resources.jwt(Customizer.withDefaults()))
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder()
                    .multipleIssuersAllowed(true)
                    .build();
        }

        /** As Spring Security's own, but that hashing costs the least: it would be most of the tests' time. */
        @Bean
        PasswordEncoder secrets() {
            return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));
        }

        @Bean
        RegisteredClientRepository clients(PasswordEncoder secrets) {
            return new InMemoryRegisteredClientRepository(RegisteredClient.withId(REGISTRAR)
                    .clientId(REGISTRAR)
                    .clientSecret(secrets.encode(REGISTRAR_SECRET.reveal()))
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                    .scope("client.create")
                    .scope("client.read")
                    .build());
        }
    }
}
