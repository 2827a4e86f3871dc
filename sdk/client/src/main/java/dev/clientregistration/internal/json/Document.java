package dev.clientregistration.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.clientregistration.Secret;
import dev.clientregistration.internal.json.JsonText.Duplicates;
import dev.clientregistration.internal.json.JsonText.MalformedException;
import dev.clientregistration.model.SecretExpiry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object that never changes: the state of every model. Its readers tolerate what servers are known to send
 * (null or {@code ""} for absent, a lone string for an array, numbers as strings, milliseconds for seconds) and never
 * throw; what they cannot use is still in the document.
 */
public final class Document {
    /** Seconds beyond the year 5000: a time that large is in milliseconds (Anvil Connect, nevisMeta). */
    private static final BigDecimal MILLISECONDS_FROM = new BigDecimal("100000000000");

    /** ISO 8601 with an offset; {@code +0000} is one too, as some libraries write it by default. */
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXXXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private static final BigDecimal THOUSAND = new BigDecimal(1000);
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** More than any server tells. */
    private static final int PRINTED_MEMBERS = 200;

    private static final int PRINTED_CHARACTERS = 200;
    private static final int MAX_NUMBER_CHARACTERS = 64;

    private final transient JsonObject members;
    private final transient @Nullable String source;

    /** The object is owned by the document from here on. */
    Document(JsonObject members) {
        this(members, null);
    }

    private Document(JsonObject members, @Nullable String source) {
        this.members = members;
        this.source = source;
    }

    /**
     * A document of a copy of the object.
     *
     * @throws IllegalArgumentException if it nests too deep or holds NaN or an infinity
     */
    public static Document copyOf(JsonObject members) {
        Objects.requireNonNull(members, "json must not be null");
        return new Document(JsonText.copy(members).getAsJsonObject());
    }

    /**
     * Reads a document from text.
     *
     * @param type the model's name, for the message
     * @throws IllegalArgumentException if the text is not one JSON object, or has duplicate members and they are refused
     */
    public static Document parse(String type, String text, Duplicates duplicates) {
        Objects.requireNonNull(text, "json must not be null");
        try {
            return new Document(JsonText.parseObject(text, duplicates));
        } catch (MalformedException e) {
            throw new IllegalArgumentException(type + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads a document that is to be sent as it was written: {@link #toJson()} gives the text back, without the byte
     * order mark that RFC 8259 section 8.1 forbids to send. Duplicate members are refused.
     *
     * @param type the model's name, for the message
     * @throws IllegalArgumentException if the text is not one JSON object, or has duplicate members
     */
    public static Document verbatim(String type, String text) {
        Document document = parse(type, text, Duplicates.REFUSED);
        return new Document(document.members, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /** A changeable copy. */
    public DocumentBuilder toBuilder() {
        return new DocumentBuilder(toJsonObject());
    }

    /** A copy of the whole object. */
    public JsonObject toJsonObject() {
        return JsonText.copy(members).getAsJsonObject();
    }

    /** The whole object as JSON text: as it was written if it was read to be sent so, else compact. */
    public String toJson() {
        return source == null ? JsonText.print(members) : source;
    }

    /** The member names in the document's order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(members.keySet()));
    }

    /** A copy of one member, which may be JSON null. */
    public Optional<JsonElement> member(String name) {
        return Optional.ofNullable(members.get(name)).map(JsonText::copy);
    }

    /** A copy of the object without the members of these names. */
    public JsonObject without(Set<String> names) {
        JsonObject rest = toJsonObject();
        names.forEach(rest::remove);
        return rest;
    }

    /** A text; numbers and booleans by their text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(textOf(members.get(name)));
    }

    /** A text that every document of the kind has. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("the document has no " + name));
    }

    /** A secret text. */
    public Optional<Secret> secret(String name) {
        return text(name).map(Secret::of);
    }

    /** A boolean, also as the text {@code true} or {@code false} in any case. */
    public Optional<Boolean> flag(String name) {
        return text(name)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(Boolean::valueOf);
    }

    /** A whole number, also as text. */
    public Optional<Long> integer(String name) {
        return number(name).map(number -> {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                return null;
            }
        });
    }

    /** A length of time in seconds, fractions allowed. */
    public Optional<Duration> seconds(String name) {
        return number(name).filter(seconds -> seconds.signum() >= 0).map(Document::duration);
    }

    /** A time in seconds since the epoch; also in milliseconds, with a fraction, as text or as an ISO 8601 text. */
    public Optional<Instant> instant(String name) {
        Optional<BigDecimal> number = number(name);
        if (number.isPresent()) {
            BigDecimal value = number.get();
            boolean milliseconds = value.abs().compareTo(MILLISECONDS_FROM) > 0;
            Duration sinceEpoch = duration(milliseconds ? value.divide(THOUSAND) : value);
            return Optional.ofNullable(sinceEpoch).flatMap(Document::sinceEpoch);
        }
        return text(name).map(text -> {
            try {
                return OffsetDateTime.parse(text, DATE_TIME).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        });
    }

    /** A time in milliseconds since the epoch. */
    public Optional<Instant> millis(String name) {
        return integer(name).map(Instant::ofEpochMilli);
    }

    /** When a secret expires: 0 is never (RFC 7591 section 3.2.1), a missing or unusable member says nothing. */
    public SecretExpiry expiry(String name) {
        if (number(name).filter(number -> number.signum() == 0).isPresent()) {
            return SecretExpiry.never();
        }
        return instant(name)
                .filter(instant -> instant.isAfter(Instant.EPOCH))
                .map(SecretExpiry::at)
                .orElseGet(SecretExpiry::unknown);
    }

    /** A JSON object, be it empty. */
    public Optional<JsonObject> object(String name) {
        return member(name).filter(JsonElement::isJsonObject).map(JsonElement::getAsJsonObject);
    }

    /** A JSON object as a view. */
    public <T> Optional<T> view(String name, Function<JsonObject, T> of) {
        return object(name).map(of);
    }

    /** An array of JSON objects as views; a lone object is an array of one, and other items are passed over. */
    public <T> List<T> views(String name, Function<JsonObject, T> of) {
        List<T> views = new ArrayList<>();
        JsonElement element = members.get(name);
        if (element != null) {
            for (JsonElement item : element.isJsonArray() ? element.getAsJsonArray() : List.of(element)) {
                if (item.isJsonObject()) {
                    views.add(of.apply(item.getAsJsonObject()));
                }
            }
        }
        return Collections.unmodifiableList(views);
    }

    /** A text that holds a JSON object with a certain member, as a view. */
    public <T> Optional<T> embedded(String name, String marker, Function<JsonObject, T> of) {
        return text(name).flatMap(text -> {
            try {
                JsonObject object = JsonText.parseObject(text, Duplicates.LAST_WINS);
                JsonElement marked = object.get(marker);
                return marked == null || marked.isJsonNull() ? Optional.empty() : Optional.of(of.apply(object));
            } catch (MalformedException e) {
                return Optional.empty();
            }
        });
    }

    /** An array of texts; a lone text is an array of one. */
    public List<String> texts(String name) {
        JsonElement element = members.get(name);
        if (element == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement item : element.isJsonArray() ? element.getAsJsonArray() : List.of(element)) {
            String text = textOf(item);
            if (text != null) {
                texts.add(text);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /** A text as a value of an open set. */
    public <T> Optional<T> value(String name, Function<String, T> of) {
        return text(name).map(of);
    }

    /** An array of texts as values of an open set. */
    public <T> List<T> values(String name, Function<String, T> of) {
        return texts(name).stream().map(of).toList();
    }

    /** Words separated by spaces; an array is joined, and read from the other name where the first has nothing. */
    public Optional<String> words(String name, String otherName) {
        List<String> words = texts(name);
        if (words.isEmpty()) {
            words = texts(otherName);
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    /** The text of a member for one language; tags are compared without regard to case (RFC 7591 section 2.2). */
    public Optional<String> localized(String name, String languageTag) {
        return Optional.ofNullable(localizedName(members, name, languageTag)).flatMap(this::text);
    }

    /** The name that a member has for a language in this object, or null if it has none. */
    static @Nullable String localizedName(JsonObject members, String name, String languageTag) {
        String wanted = name + "#" + languageTag;
        for (String candidate : members.keySet()) {
            if (candidate.startsWith(name + "#") && candidate.equalsIgnoreCase(wanted)) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * The document for logs: the values of the printed members ({@code "name#"} stands for the member in any language),
     * every other member by its name and size. Values are JSON text and cut at a bound.
     */
    public String describe(String type, Set<String> printed) {
        StringBuilder out = new StringBuilder(type).append('{');
        String separator = "";
        int left = members.size();
        for (Map.Entry<String, JsonElement> member : members.entrySet()) {
            if (left == members.size() - PRINTED_MEMBERS) {
                out.append(separator).append(left).append(" more");
                break;
            }
            left--;
            String name = member.getKey();
            boolean shown = isPrinted(name, printed) && isFlat(member.getValue());
            out.append(separator).append(JsonText.forPeople(name)).append('=');
            out.append(
                    shown
                            ? shortened(JsonText.plain(JsonText.print(member.getValue())))
                            : "<" + JsonText.size(member.getValue()) + ">");
            separator = ", ";
        }
        return out.append('}').toString();
    }

    /** A name of the allow-list, or one that stands there with {@code #}, followed by a language tag. */
    private static boolean isPrinted(String name, Set<String> printed) {
        int tag = name.indexOf('#');
        return tag < 0
                ? printed.contains(name)
                : printed.contains(name.substring(0, tag + 1)) && JsonText.isLanguageTag(name.substring(tag + 1));
    }

    private static String shortened(String text) {
        return text.length() <= PRINTED_CHARACTERS ? text : text.substring(0, PRINTED_CHARACTERS) + "...";
    }

    /** No objects: an unknown member of one could be a secret. */
    private static boolean isFlat(JsonElement element) {
        if (element instanceof JsonArray array) {
            for (JsonElement item : array) {
                if (!item.isJsonPrimitive()) {
                    return false;
                }
            }
            return true;
        }
        return !element.isJsonObject();
    }

    private static @Nullable String textOf(@Nullable JsonElement element) {
        if (element == null || !element.isJsonPrimitive()) {
            return null;
        }
        String text = element.getAsString();
        return text.isEmpty() ? null : text;
    }

    private Optional<BigDecimal> number(String name) {
        // Longer texts are no times or counts, and to read one takes the square of its length.
        return text(name).filter(text -> text.length() <= MAX_NUMBER_CHARACTERS).map(text -> {
            try {
                BigDecimal number = new BigDecimal(text.strip());
                // Beyond this nothing is a time or a count, and arithmetic on 1e999999999 would not end.
                return Math.abs((long) number.precision() - number.scale()) > 30 || number.scale() > 30 ? null : number;
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    private static Optional<Instant> sinceEpoch(Duration duration) {
        try {
            return Optional.of(Instant.EPOCH.plus(duration));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Duration duration(BigDecimal seconds) {
        try {
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            long nanos = seconds.subtract(whole).movePointRight(9).longValue();
            return Duration.ofSeconds(whole.longValueExact(), nanos);
        } catch (ArithmeticException e) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && JsonText.same(members, document.members);
    }

    @Override
    public int hashCode() {
        return JsonText.hash(members);
    }
}
