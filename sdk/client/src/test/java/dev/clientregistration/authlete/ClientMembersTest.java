package dev.clientregistration.authlete;

import static dev.clientregistration.model.ModelMember.many;
import static dev.clientregistration.model.ModelMember.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clientregistration.Secret;
import dev.clientregistration.authlete.model.ApplicationType;
import dev.clientregistration.authlete.model.Client;
import dev.clientregistration.authlete.model.ClientAuthMethod;
import dev.clientregistration.authlete.model.ClientExtension;
import dev.clientregistration.authlete.model.ClientRegistrationType;
import dev.clientregistration.authlete.model.ClientSource;
import dev.clientregistration.authlete.model.ClientType;
import dev.clientregistration.authlete.model.DeliveryMode;
import dev.clientregistration.authlete.model.FapiMode;
import dev.clientregistration.authlete.model.GrantType;
import dev.clientregistration.authlete.model.JweAlg;
import dev.clientregistration.authlete.model.JweEnc;
import dev.clientregistration.authlete.model.JwsAlg;
import dev.clientregistration.authlete.model.Pair;
import dev.clientregistration.authlete.model.ResponseMode;
import dev.clientregistration.authlete.model.ResponseType;
import dev.clientregistration.authlete.model.SubjectType;
import dev.clientregistration.authlete.model.TaggedValue;
import dev.clientregistration.model.ModelMember;
import dev.clientregistration.model.ModelMembersTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every member of a client as Authlete stores it, one row each. */
class ClientMembersTest extends ModelMembersTest<Client.Builder, Client> {
    static final ClientExtension EXTENSION = ClientExtension.builder()
            .requestableScopes("openid", "profile")
            .requestableScopesEnabled(true)
            .accessTokenDuration(Duration.ofMinutes(10))
            .refreshTokenDuration(Duration.ofDays(1))
            .idTokenDuration(Duration.ofMinutes(5))
            .tokenExchangePermitted(false)
            .build();

    static final List<ModelMember<Client.Builder, Client>> MEMBERS = List.of(
            one("number", Client.Builder::number, Client::number, 6248L, "6248"),
            one("serviceNumber", Client.Builder::serviceNumber, Client::serviceNumber, 5041L, "5041"),
            one(
                    "clientName",
                    Client.Builder::clientName,
                    Client::clientName,
                    "My Dynamic Client",
                    "'My Dynamic Client'"),
            many(
                    "clientNames",
                    Client.Builder::clientNames,
                    Client::clientNames,
                    List.of(tagged("fr", "Mon client"), tagged("ja", "\u30af\u30e9")),
                    "[{'tag':'fr','value':'Mon client'},{'tag':'ja','value':'\u30af\u30e9'}]"),
            one(
                    "description",
                    Client.Builder::description,
                    Client::description,
                    "Sells pretzels.",
                    "'Sells pretzels.'"),
            many(
                    "descriptions",
                    Client.Builder::descriptions,
                    Client::descriptions,
                    List.of(tagged("de", "Verkauft Brezeln.")),
                    "[{'tag':'de','value':'Verkauft Brezeln.'}]"),
            one("clientId", Client.Builder::clientId, Client::clientId, 26837717140341L, "26837717140341"),
            one(
                    "clientSecret",
                    Client.Builder::clientSecret,
                    Client::clientSecret,
                    Secret.of("J_mUgPcRtdP-1"),
                    "'J_mUgPcRtdP-1'"),
            one("clientIdAlias", Client.Builder::clientIdAlias, Client::clientIdAlias, "pretzels", "'pretzels'"),
            one(
                    "clientIdAliasEnabled",
                    Client.Builder::clientIdAliasEnabled,
                    Client::clientIdAliasEnabled,
                    true,
                    "true"),
            one(
                    "clientType",
                    Client.Builder::clientType,
                    Client::clientType,
                    ClientType.CONFIDENTIAL,
                    "'CONFIDENTIAL'"),
            one(
                    "applicationType",
                    Client.Builder::applicationType,
                    Client::applicationType,
                    ApplicationType.WEB,
                    "'WEB'"),
            one(
                    "logoUri",
                    Client.Builder::logoUri,
                    Client::logoUri,
                    "https://c.example.com/logo.png",
                    "'https://c.example.com/logo.png'"),
            many(
                    "logoUris",
                    Client.Builder::logoUris,
                    Client::logoUris,
                    List.of(tagged("en", "https://c.example.com/en.png")),
                    "[{'tag':'en','value':'https://c.example.com/en.png'}]"),
            many(
                    "contacts",
                    Client.Builder::contacts,
                    Client::contacts,
                    List.of("a@c.example.com", "b@c.example.com"),
                    "['a@c.example.com','b@c.example.com']"),
            one(
                    "tlsClientCertificateBoundAccessTokens",
                    Client.Builder::tlsClientCertificateBoundAccessTokens,
                    Client::tlsClientCertificateBoundAccessTokens,
                    false,
                    "false"),
            one(
                    "dynamicallyRegistered",
                    Client.Builder::dynamicallyRegistered,
                    Client::dynamicallyRegistered,
                    true,
                    "true"),
            one(
                    "softwareId",
                    Client.Builder::softwareId,
                    Client::softwareId,
                    "4NRB1-0XZABZI9E6-5SM3R",
                    "'4NRB1-0XZABZI9E6-5SM3R'"),
            one(
                    "developer",
                    Client.Builder::developer,
                    Client::developer,
                    "authlete_21653835348762",
                    "'authlete_21653835348762'"),
            one("softwareVersion", Client.Builder::softwareVersion, Client::softwareVersion, "2.1", "'2.1'"),
            one(
                    "registrationAccessTokenHash",
                    Client.Builder::registrationAccessTokenHash,
                    Client::registrationAccessTokenHash,
                    "9CRX3PWQ",
                    "'9CRX3PWQ'"),
            one(
                    "createdAt",
                    Client.Builder::createdAt,
                    Client::createdAt,
                    Instant.parse("2022-01-09T13:37:47Z"),
                    "1641735467000"),
            one(
                    "modifiedAt",
                    Client.Builder::modifiedAt,
                    Client::modifiedAt,
                    Instant.parse("2022-01-09T13:37:47.013Z"),
                    "1641735467013"),
            many(
                    "grantTypes",
                    Client.Builder::grantTypes,
                    Client::grantTypes,
                    List.of(GrantType.AUTHORIZATION_CODE, GrantType.of("BRAND_NEW")),
                    "['AUTHORIZATION_CODE','BRAND_NEW']"),
            many(
                    "responseTypes",
                    Client.Builder::responseTypes,
                    Client::responseTypes,
                    List.of(ResponseType.CODE, ResponseType.CODE_ID_TOKEN_TOKEN),
                    "['CODE','CODE_ID_TOKEN_TOKEN']"),
            many(
                    "redirectUris",
                    Client.Builder::redirectUris,
                    Client::redirectUris,
                    List.of("https://c.example.com/cb", "com.example.c:/cb"),
                    "['https://c.example.com/cb','com.example.c:/cb']"),
            one(
                    "authorizationSignAlg",
                    Client.Builder::authorizationSignAlg,
                    Client::authorizationSignAlg,
                    JwsAlg.PS256,
                    "'PS256'"),
            one(
                    "authorizationEncryptionAlg",
                    Client.Builder::authorizationEncryptionAlg,
                    Client::authorizationEncryptionAlg,
                    JweAlg.RSA_OAEP_256,
                    "'RSA_OAEP_256'"),
            one(
                    "authorizationEncryptionEnc",
                    Client.Builder::authorizationEncryptionEnc,
                    Client::authorizationEncryptionEnc,
                    JweEnc.A128GCM,
                    "'A128GCM'"),
            one(
                    "tokenAuthMethod",
                    Client.Builder::tokenAuthMethod,
                    Client::tokenAuthMethod,
                    ClientAuthMethod.PRIVATE_KEY_JWT,
                    "'PRIVATE_KEY_JWT'"),
            one(
                    "tokenAuthSignAlg",
                    Client.Builder::tokenAuthSignAlg,
                    Client::tokenAuthSignAlg,
                    JwsAlg.EDDSA,
                    "'EdDSA'"),
            one(
                    "selfSignedCertificateKeyId",
                    Client.Builder::selfSignedCertificateKeyId,
                    Client::selfSignedCertificateKeyId,
                    "cert-1",
                    "'cert-1'"),
            one(
                    "tlsClientAuthSubjectDn",
                    Client.Builder::tlsClientAuthSubjectDn,
                    Client::tlsClientAuthSubjectDn,
                    "CN=c, O=Pretzels",
                    "'CN=c, O=Pretzels'"),
            one(
                    "tlsClientAuthSanDns",
                    Client.Builder::tlsClientAuthSanDns,
                    Client::tlsClientAuthSanDns,
                    "dns.example.com",
                    "'dns.example.com'"),
            one(
                    "tlsClientAuthSanUri",
                    Client.Builder::tlsClientAuthSanUri,
                    Client::tlsClientAuthSanUri,
                    "https://san.example.com/",
                    "'https://san.example.com/'"),
            one(
                    "tlsClientAuthSanIp",
                    Client.Builder::tlsClientAuthSanIp,
                    Client::tlsClientAuthSanIp,
                    "2001:db8::1",
                    "'2001:db8::1'"),
            one(
                    "tlsClientAuthSanEmail",
                    Client.Builder::tlsClientAuthSanEmail,
                    Client::tlsClientAuthSanEmail,
                    "san@example.com",
                    "'san@example.com'"),
            one("parRequired", Client.Builder::parRequired, Client::parRequired, false, "false"),
            one(
                    "requestObjectRequired",
                    Client.Builder::requestObjectRequired,
                    Client::requestObjectRequired,
                    true,
                    "true"),
            one("requestSignAlg", Client.Builder::requestSignAlg, Client::requestSignAlg, JwsAlg.ES256K, "'ES256K'"),
            one(
                    "requestEncryptionAlg",
                    Client.Builder::requestEncryptionAlg,
                    Client::requestEncryptionAlg,
                    JweAlg.ECDH_ES_A256KW,
                    "'ECDH_ES_A256KW'"),
            one(
                    "requestEncryptionEnc",
                    Client.Builder::requestEncryptionEnc,
                    Client::requestEncryptionEnc,
                    JweEnc.A256CBC_HS512,
                    "'A256CBC_HS512'"),
            many(
                    "requestUris",
                    Client.Builder::requestUris,
                    Client::requestUris,
                    List.of("https://c.example.com/ro.jwt#1"),
                    "['https://c.example.com/ro.jwt#1']"),
            one("defaultMaxAge", Client.Builder::defaultMaxAge, Client::defaultMaxAge, Duration.ofHours(1), "3600"),
            many(
                    "defaultAcrs",
                    Client.Builder::defaultAcrs,
                    Client::defaultAcrs,
                    List.of("urn:mace:incommon:iap:silver", "0"),
                    "['urn:mace:incommon:iap:silver','0']"),
            one("idTokenSignAlg", Client.Builder::idTokenSignAlg, Client::idTokenSignAlg, JwsAlg.RS256, "'RS256'"),
            one(
                    "idTokenEncryptionAlg",
                    Client.Builder::idTokenEncryptionAlg,
                    Client::idTokenEncryptionAlg,
                    JweAlg.DIR,
                    "'DIR'"),
            one(
                    "idTokenEncryptionEnc",
                    Client.Builder::idTokenEncryptionEnc,
                    Client::idTokenEncryptionEnc,
                    JweEnc.A192GCM,
                    "'A192GCM'"),
            one("authTimeRequired", Client.Builder::authTimeRequired, Client::authTimeRequired, false, "false"),
            one("subjectType", Client.Builder::subjectType, Client::subjectType, SubjectType.PAIRWISE, "'PAIRWISE'"),
            one(
                    "sectorIdentifierUri",
                    Client.Builder::sectorIdentifierUri,
                    Client::sectorIdentifierUri,
                    "https://c.example.com/sector.json",
                    "'https://c.example.com/sector.json'"),
            one(
                    "derivedSectorIdentifier",
                    Client.Builder::derivedSectorIdentifier,
                    Client::derivedSectorIdentifier,
                    "c.example.com",
                    "'c.example.com'"),
            one(
                    "jwksUri",
                    Client.Builder::jwksUri,
                    Client::jwksUri,
                    "https://c.example.com/jwks",
                    "'https://c.example.com/jwks'"),
            one("jwks", Client.Builder::jwks, Client::jwks, "{\"keys\":[]}", "'{\\'keys\\':[]}'"),
            one("userInfoSignAlg", Client.Builder::userInfoSignAlg, Client::userInfoSignAlg, JwsAlg.NONE, "'NONE'"),
            one(
                    "userInfoEncryptionAlg",
                    Client.Builder::userInfoEncryptionAlg,
                    Client::userInfoEncryptionAlg,
                    JweAlg.A128GCMKW,
                    "'A128GCMKW'"),
            one(
                    "userInfoEncryptionEnc",
                    Client.Builder::userInfoEncryptionEnc,
                    Client::userInfoEncryptionEnc,
                    JweEnc.A256GCM,
                    "'A256GCM'"),
            one(
                    "loginUri",
                    Client.Builder::loginUri,
                    Client::loginUri,
                    "https://c.example.com/login",
                    "'https://c.example.com/login'"),
            one(
                    "tosUri",
                    Client.Builder::tosUri,
                    Client::tosUri,
                    "https://c.example.com/tos",
                    "'https://c.example.com/tos'"),
            many(
                    "tosUris",
                    Client.Builder::tosUris,
                    Client::tosUris,
                    List.of(tagged("fr", "https://c.example.com/cgu")),
                    "[{'tag':'fr','value':'https://c.example.com/cgu'}]"),
            one(
                    "policyUri",
                    Client.Builder::policyUri,
                    Client::policyUri,
                    "https://c.example.com/policy",
                    "'https://c.example.com/policy'"),
            many(
                    "policyUris",
                    Client.Builder::policyUris,
                    Client::policyUris,
                    List.of(tagged("fr", "https://c.example.com/fr/policy")),
                    "[{'tag':'fr','value':'https://c.example.com/fr/policy'}]"),
            one(
                    "clientUri",
                    Client.Builder::clientUri,
                    Client::clientUri,
                    "https://c.example.com/",
                    "'https://c.example.com/'"),
            many(
                    "clientUris",
                    Client.Builder::clientUris,
                    Client::clientUris,
                    List.of(tagged("fr", "https://c.example.com/fr")),
                    "[{'tag':'fr','value':'https://c.example.com/fr'}]"),
            one("bcDeliveryMode", Client.Builder::bcDeliveryMode, Client::bcDeliveryMode, DeliveryMode.PING, "'PING'"),
            one(
                    "bcNotificationEndpoint",
                    Client.Builder::bcNotificationEndpoint,
                    Client::bcNotificationEndpoint,
                    "https://c.example.com/ciba",
                    "'https://c.example.com/ciba'"),
            one(
                    "bcRequestSignAlg",
                    Client.Builder::bcRequestSignAlg,
                    Client::bcRequestSignAlg,
                    JwsAlg.ES512,
                    "'ES512'"),
            one("bcUserCodeRequired", Client.Builder::bcUserCodeRequired, Client::bcUserCodeRequired, true, "true"),
            many(
                    "attributes",
                    Client.Builder::attributes,
                    Client::attributes,
                    List.of(pair("tier", "gold"), pair("region", "eu")),
                    "[{'key':'tier','value':'gold'},{'key':'region','value':'eu'}]"),
            one(
                    "extension",
                    Client.Builder::extension,
                    Client::extension,
                    EXTENSION,
                    "{'requestableScopes':['openid','profile'],'requestableScopesEnabled':true,"
                            + "'accessTokenDuration':600,'refreshTokenDuration':86400,'idTokenDuration':300,"
                            + "'tokenExchangePermitted':false}"),
            many(
                    "authorizationDetailsTypes",
                    Client.Builder::authorizationDetailsTypes,
                    Client::authorizationDetailsTypes,
                    List.of("payment_initiation"),
                    "['payment_initiation']"),
            one(
                    "customMetadata",
                    Client.Builder::customMetadata,
                    Client::customMetadata,
                    "{\"tier\":1}",
                    "'{\\'tier\\':1}'"),
            one(
                    "frontChannelRequestObjectEncryptionRequired",
                    Client.Builder::frontChannelRequestObjectEncryptionRequired,
                    Client::frontChannelRequestObjectEncryptionRequired,
                    false,
                    "false"),
            one(
                    "requestObjectEncryptionAlgMatchRequired",
                    Client.Builder::requestObjectEncryptionAlgMatchRequired,
                    Client::requestObjectEncryptionAlgMatchRequired,
                    true,
                    "true"),
            one(
                    "requestObjectEncryptionEncMatchRequired",
                    Client.Builder::requestObjectEncryptionEncMatchRequired,
                    Client::requestObjectEncryptionEncMatchRequired,
                    false,
                    "false"),
            one("digestAlgorithm", Client.Builder::digestAlgorithm, Client::digestAlgorithm, "sha-256", "'sha-256'"),
            one(
                    "singleAccessTokenPerSubject",
                    Client.Builder::singleAccessTokenPerSubject,
                    Client::singleAccessTokenPerSubject,
                    true,
                    "true"),
            one("pkceRequired", Client.Builder::pkceRequired, Client::pkceRequired, false, "false"),
            one("pkceS256Required", Client.Builder::pkceS256Required, Client::pkceS256Required, true, "true"),
            one("dpopRequired", Client.Builder::dpopRequired, Client::dpopRequired, false, "false"),
            one(
                    "automaticallyRegistered",
                    Client.Builder::automaticallyRegistered,
                    Client::automaticallyRegistered,
                    true,
                    "true"),
            one(
                    "explicitlyRegistered",
                    Client.Builder::explicitlyRegistered,
                    Client::explicitlyRegistered,
                    false,
                    "false"),
            one("rsRequestSigned", Client.Builder::rsRequestSigned, Client::rsRequestSigned, true, "true"),
            one(
                    "rsSignedRequestKeyId",
                    Client.Builder::rsSignedRequestKeyId,
                    Client::rsSignedRequestKeyId,
                    "rs-1",
                    "'rs-1'"),
            many(
                    "clientRegistrationTypes",
                    Client.Builder::clientRegistrationTypes,
                    Client::clientRegistrationTypes,
                    List.of(ClientRegistrationType.AUTOMATIC, ClientRegistrationType.EXPLICIT),
                    "['AUTOMATIC','EXPLICIT']"),
            one(
                    "organizationName",
                    Client.Builder::organizationName,
                    Client::organizationName,
                    "Pretzels Inc.",
                    "'Pretzels Inc.'"),
            one(
                    "signedJwksUri",
                    Client.Builder::signedJwksUri,
                    Client::signedJwksUri,
                    "https://c.example.com/jwks.jwt",
                    "'https://c.example.com/jwks.jwt'"),
            one(
                    "entityId",
                    Client.Builder::entityId,
                    Client::entityId,
                    "https://c.example.com/entity",
                    "'https://c.example.com/entity'"),
            one(
                    "trustAnchorId",
                    Client.Builder::trustAnchorId,
                    Client::trustAnchorId,
                    "https://anchor.example.com/",
                    "'https://anchor.example.com/'"),
            many(
                    "trustChain",
                    Client.Builder::trustChain,
                    Client::trustChain,
                    List.of("eyJ.a.1", "eyJ.b.2"),
                    "['eyJ.a.1','eyJ.b.2']"),
            one(
                    "trustChainExpiresAt",
                    Client.Builder::trustChainExpiresAt,
                    Client::trustChainExpiresAt,
                    Instant.parse("2026-11-22T00:00:00.500Z"),
                    "1795305600500"),
            one(
                    "trustChainUpdatedAt",
                    Client.Builder::trustChainUpdatedAt,
                    Client::trustChainUpdatedAt,
                    Instant.parse("2026-11-21T00:00:00Z"),
                    "1795219200000"),
            one("locked", Client.Builder::locked, Client::locked, false, "false"),
            one(
                    "credentialOfferEndpoint",
                    Client.Builder::credentialOfferEndpoint,
                    Client::credentialOfferEndpoint,
                    "openid-credential-offer://",
                    "'openid-credential-offer://'"),
            many(
                    "fapiModes",
                    Client.Builder::fapiModes,
                    Client::fapiModes,
                    List.of(FapiMode.FAPI1_ADVANCED, FapiMode.FAPI2_SECURITY),
                    "['FAPI1_ADVANCED','FAPI2_SECURITY']"),
            many(
                    "responseModes",
                    Client.Builder::responseModes,
                    Client::responseModes,
                    List.of(ResponseMode.FORM_POST, ResponseMode.QUERY_JWT),
                    "['FORM_POST','QUERY_JWT']"),
            one(
                    "credentialResponseEncryptionRequired",
                    Client.Builder::credentialResponseEncryptionRequired,
                    Client::credentialResponseEncryptionRequired,
                    true,
                    "true"),
            one(
                    "mtlsEndpointAliasesUsed",
                    Client.Builder::mtlsEndpointAliasesUsed,
                    Client::mtlsEndpointAliasesUsed,
                    false,
                    "false"),
            one(
                    "inScopeForTokenMigration",
                    Client.Builder::inScopeForTokenMigration,
                    Client::inScopeForTokenMigration,
                    true,
                    "true"),
            one(
                    "metadataDocumentLocation",
                    Client.Builder::metadataDocumentLocation,
                    Client::metadataDocumentLocation,
                    "https://c.example.com/client.json",
                    "'https://c.example.com/client.json'"),
            one(
                    "metadataDocumentExpiresAt",
                    Client.Builder::metadataDocumentExpiresAt,
                    Client::metadataDocumentExpiresAt,
                    Instant.EPOCH,
                    "0"),
            one(
                    "metadataDocumentUpdatedAt",
                    Client.Builder::metadataDocumentUpdatedAt,
                    Client::metadataDocumentUpdatedAt,
                    Instant.parse("1969-12-31T23:59:59.999Z"),
                    "-1"),
            one(
                    "discoveredByMetadataDocument",
                    Client.Builder::discoveredByMetadataDocument,
                    Client::discoveredByMetadataDocument,
                    false,
                    "false"),
            one(
                    "clientSource",
                    Client.Builder::clientSource,
                    Client::clientSource,
                    ClientSource.DYNAMIC_REGISTRATION,
                    "'DYNAMIC_REGISTRATION'"));

    ClientMembersTest() {
        super(MEMBERS, Client::builder, Client.Builder::build, Client::toBuilder, Client::fromJson);
    }

    @Override
    protected List<String> specified() {
        return AuthleteSpecification.read().propertyNames("Client");
    }

    @Override
    protected List<String> hidden() {
        return List.of(
                "attributes",
                "authorizationDetailsTypes",
                "bcNotificationEndpoint",
                "clientNames",
                "clientSecret",
                "clientUri",
                "clientUris",
                "contacts",
                "credentialOfferEndpoint",
                "customMetadata",
                "defaultAcrs",
                "derivedSectorIdentifier",
                "description",
                "descriptions",
                "developer",
                "digestAlgorithm",
                "entityId",
                "extension",
                "jwks",
                "jwksUri",
                "loginUri",
                "logoUri",
                "logoUris",
                "metadataDocumentLocation",
                "organizationName",
                "policyUri",
                "policyUris",
                "registrationAccessTokenHash",
                "requestUris",
                "rsSignedRequestKeyId",
                "sectorIdentifierUri",
                "selfSignedCertificateKeyId",
                "signedJwksUri",
                "softwareId",
                "softwareVersion",
                "tlsClientAuthSanDns",
                "tlsClientAuthSanEmail",
                "tlsClientAuthSanIp",
                "tlsClientAuthSanUri",
                "tlsClientAuthSubjectDn",
                "tosUri",
                "tosUris",
                "trustAnchorId",
                "trustChain");
    }

    private static TaggedValue tagged(String tag, String value) {
        return TaggedValue.builder().tag(tag).value(value).build();
    }

    private static Pair pair(String key, String value) {
        return Pair.builder().key(key).value(value).build();
    }

    @Test
    void addForms_appendToTheList() {
        Client client = Client.fromJson(
                        "{\"clientNames\":{\"tag\":\"fr\",\"value\":\"Mon client\"},\"grantTypes\":\"CIBA\"}")
                .toBuilder()
                .addClientNames(tagged("ja", "x"))
                .addGrantTypes(GrantType.of("BRAND_NEW"))
                .addContacts("a@c.example.com")
                .addAttributes(pair("tier", "gold"))
                .build();

        assertThat(client.clientNames()).containsExactly(tagged("fr", "Mon client"), tagged("ja", "x"));
        assertThat(client.grantTypes()).containsExactly(GrantType.CIBA, GrantType.of("BRAND_NEW"));
        assertThat(client.contacts()).containsExactly("a@c.example.com");
        assertThat(client.attributes()).containsExactly(pair("tier", "gold"));
    }

    @Test
    void clientIdAsText_isReadAsTheNumberThatItIs() {
        // The description of the API types it as a number and shows it as a text.
        assertThat(Client.fromJson("{\"clientId\":\"26837717140341\"}").clientId())
                .contains(26837717140341L);
    }

    @Test
    void extension_tellsEveryScopeFromNone() {
        ClientExtension none = ClientExtension.fromJson("{\"requestableScopes\":[]}");
        ClientExtension every = ClientExtension.fromJson("{\"requestableScopes\":null}");

        assertThat(none.requestableScopes()).isEmpty();
        assertThat(every.requestableScopes()).isEmpty();
        assertThat(none.member("requestableScopes").orElseThrow().isJsonArray()).isTrue();
        assertThat(every.member("requestableScopes").orElseThrow().isJsonNull()).isTrue();
    }

    @Test
    void nestedObjects_haveTheMembersOfTheContract() {
        AuthleteSpecification specification = AuthleteSpecification.read();

        assertThat(EXTENSION.memberNames()).containsExactlyElementsOf(specification.propertyNames("ClientExtension"));
        assertThat(tagged("fr", "x").memberNames())
                .containsExactlyElementsOf(specification.propertyNames("TaggedValue"));
        assertThat(pair("a", "b").memberNames()).containsExactlyElementsOf(specification.propertyNames("Pair"));
    }

    @Test
    void memberOfExtension_isReadByItsAccessor() {
        Client client = Client.fromJson("{\"extension\":" + EXTENSION.toJson() + "}");
        ClientExtension extension = client.extension().orElseThrow();

        assertThat(extension.requestableScopes()).containsExactly("openid", "profile");
        assertThat(extension.requestableScopesEnabled()).contains(true);
        assertThat(extension.accessTokenDuration()).contains(Duration.ofSeconds(600));
        assertThat(extension.refreshTokenDuration()).contains(Duration.ofSeconds(86_400));
        assertThat(extension.idTokenDuration()).contains(Duration.ofSeconds(300));
        assertThat(extension.tokenExchangePermitted()).contains(false);
    }
}
