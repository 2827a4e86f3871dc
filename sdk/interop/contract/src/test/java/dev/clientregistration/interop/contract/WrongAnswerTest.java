package dev.clientregistration.interop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.ClientRegistration;
import dev.clientregistration.model.ClientMetadata;
import dev.clientregistration.testing.Dialect;
import dev.clientregistration.testing.Fault;
import dev.clientregistration.testing.MockRegistrationServer;
import dev.clientregistration.testing.Quirk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that break their specification are found out: those of a server with a quirk or a fault. */
@ExtendWith(OneContracts.class)
class WrongAnswerTest {
    private static final Expectations NOTHING = new Expectations(Set.of(), Map.of());

    @AutoClose
    private final Bench bench = new Bench(Dialect.STANDARD);

    private final Contracts contracts;

    WrongAnswerTest(Contracts contracts) {
        this.contracts = contracts;
    }

    @ParameterizedTest
    @CsvSource({
        "NULL_ARRAYS, 201, /contacts type",
        "NULL_STRINGS, 201, /client_uri type",
        "EMPTY_STRINGS, 201, /client_uri format",
        "SINGLE_VALUES_AS_STRINGS, 201, /redirect_uris type",
        "SCOPE_AS_ARRAY, 201, /scope type",
        "NUMBERS_AS_STRINGS, 201, /client_secret_expires_at type",
        "FRACTIONAL_TIMES, 201, /client_id_issued_at type",
        "RELATIVE_MANAGEMENT_URI, 201, /registration_client_uri format",
        "SENTENCES_AS_ERRORS, 400, /error enum",
        "UPPER_CASE_ERRORS, 400, /error enum",
        "NESTED_ERRORS, 400, /error type",
        "ERROR_CODE_AND_SUMMARY, 400, /error required",
        "HTML_ERRORS, 400, Content-Type undeclared",
        "TEXT_ERRORS, 400, Content-Type undeclared",
        "EMPTY_ERRORS, 400, body missing",
    })
    void answer_ofAServerWithAQuirk_isReportedByItsMember(Quirk quirk, int status, String departure) {
        ClientRegistration sdk = bench.sdk(bench.server(settings -> settings.quirks(quirk)));
        Bench.attempt(() -> sdk.register(Samples.SERVICE));
        Bench.attempt(() -> sdk.register(ClientMetadata.fromJson("{}")));

        assertThat(findings().departures().get("registration register " + status))
                .contains(departure);
    }

    @ParameterizedTest
    @CsvSource({
        "truncated-json, 201, body unreadable",
        "garbage-json, 201, body unreadable",
        "empty-body, 201, body missing",
        "wrong-content-type, 201, Content-Type undeclared",
        "status-502, 502, status undeclared",
        "html-error-503, 503, Content-Type undeclared",
    })
    void answer_ofAServerWithAFault_isReported(String fault, int status, String departure) {
        MockRegistrationServer server = bench.server(settings -> settings);
        server.fault(Fault.parse(fault));
        Bench.attempt(() -> bench.sdk(server).register(Samples.MINIMAL));

        assertThat(findings().departures())
                .containsExactly(Map.entry("registration register " + status, Set.of(departure)));
    }

    @Test
    void answer_withoutQuirkAndFault_isNotReported() {
        bench.sdk(bench.server(settings -> settings)).register(Samples.SERVICE);

        assertThat(findings().besides(NOTHING)).isEmpty();
    }

    @Test
    void report_namesRuleAndMember_andShowsTheExchangeWithoutSecrets() {
        MockRegistrationServer server = bench.server(settings -> settings.quirks(Quirk.NUMBERS_AS_STRINGS));
        String secret = bench.sdk(server)
                .register(Samples.MINIMAL)
                .clientSecret()
                .orElseThrow()
                .reveal();

        List<String> report = findings().besides(NOTHING);

        assertThat(report)
                .anySatisfy(one -> assertThat(one)
                        .startsWith("registration register 201: /client_secret_expires_at type: "
                                + "Instance type string is invalid. Expected integer\nPOST /register\n")
                        .contains("\"client_secret\":\"***\"", "Triangular Pretzel"))
                .noneSatisfy(one -> assertThat(one).contains(secret));
    }

    private Findings findings() {
        Findings findings = new Findings(contracts);
        bench.exchanges().forEach(findings::add);
        return findings;
    }
}
