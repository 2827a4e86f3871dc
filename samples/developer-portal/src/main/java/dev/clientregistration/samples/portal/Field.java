package dev.clientregistration.samples.portal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of the form Client Details, and the members of client metadata that they stand for. */
enum Field {
    SUFFIX("suffix", "Client id", "client_id"),
    CALLBACK_URLS("callback_url", "Callback URLs", "redirect_uris", "redirect_uri"),
    FLOW("flow", "Flow", "grant_types", "response_types", "token_endpoint_auth_method"),
    SCOPES("scope", "Scopes", "scope", "scopes"),
    NAME("client_name", "Name", "client_name"),
    LOGO("logo_uri", "Logo URL", "logo_uri");

    private final String input;
    private final String label;
    private final List<String> members;

    Field(String input, String label, String... members) {
        this.input = input;
        this.label = label;
        this.members = List.of(members);
    }

    /** The name of its input element. */
    String input() {
        return input;
    }

    /** What it is called on the page. */
    String label() {
        return label;
    }

    /** The field that stands for a member. */
    static Optional<Field> ofMember(String member) {
        for (Field field : values()) {
            if (field.members.contains(member)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    // @start region="refusal"
    /**
     * The field that a server means when it refuses metadata: its error code may name one (RFC 7591 section 3.2.2), else
     * the first member that its description mentions does.
     */
    static Optional<Field> named(Optional<String> code, Optional<String> description) {
        return switch (code.orElse("")) {
            case "invalid_redirect_uri" -> Optional.of(CALLBACK_URLS);
            case "invalid_scope" -> Optional.of(SCOPES);
            default -> description.flatMap(Field::mentionedIn);
        };
    }

    private static Optional<Field> mentionedIn(String description) {
        record Mention(int at, Field field) {}
        return Stream.of(values())
                .flatMap(field -> field.members.stream()
                        .map(member -> Pattern.compile("\\b" + member + "\\b").matcher(description))
                        .filter(Matcher::find)
                        .map(found -> new Mention(found.start(), field)))
                .min(Comparator.comparingInt(Mention::at))
                .map(Mention::field);
    }
    // @end
}
