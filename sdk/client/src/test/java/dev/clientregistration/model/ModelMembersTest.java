package dev.clientregistration.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of every member of a model of a server's own API; a subclass has the table of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModelMembersTest<B, V extends JsonView> {
    private final List<ModelMember<B, V>> members;
    private final Supplier<B> builder;
    private final Function<B, V> build;
    private final Function<V, B> toBuilder;
    private final Function<String, V> fromJson;

    protected ModelMembersTest(
            List<ModelMember<B, V>> members,
            Supplier<B> builder,
            Function<B, V> build,
            Function<V, B> toBuilder,
            Function<String, V> fromJson) {
        this.members = members;
        this.builder = builder;
        this.build = build;
        this.toBuilder = toBuilder;
        this.fromJson = fromJson;
    }

    /** The names of the members in the OpenAPI document, in its order. */
    protected abstract List<String> specified();

    /** The members that {@code toString} does not show. */
    protected abstract List<String> hidden();

    protected final List<ModelMember<B, V>> members() {
        return members;
    }

    @Test
    void table_hasTheMembersOfTheSpecificationInItsOrder() {
        assertThat(members).extracting(ModelMember::name).containsExactlyElementsOf(specified());
    }

    @ParameterizedTest
    @MethodSource("members")
    void member_isWrittenAloneAndReadBack(ModelMember<B, V> member) {
        V built = build.apply(member.set().apply(builder.get()));
        V read = fromJson.apply(member.document());

        assertThat(built.toJson()).isEqualTo(member.document());
        assertThat(member.get().apply(built)).isEqualTo(member.value());
        assertThat(member.get().apply(read)).isEqualTo(member.value());
        assertThat(read.toJson()).isEqualTo(member.document());
        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
    }

    @ParameterizedTest
    @MethodSource("members")
    void memberThatSaysNothing_isAbsentAndKept(ModelMember<B, V> member) {
        assertThat(List.of("{}", member.documentOf("null"), member.documentOf("\"\"")))
                .allSatisfy(document -> {
                    V client = fromJson.apply(document);
                    assertThat(member.get().apply(client)).isEqualTo(member.absent());
                    assertThat(client.toJson()).isEqualTo(document);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keys\":[]}",
                "[]",
                "[[]]",
                "[{}]",
                "[null]",
                "[1,\"a\",true]",
                "true",
                "\"x\"",
                "-1",
                "1.5",
                "1e999999999",
                "123456789012345678901234567890",
                "\"2026-11-21\"",
                "\"2026-13-41\"",
            })
    void oddValue_isKeptAndEndsNoAccessor(String odd) {
        for (ModelMember<B, V> member : members) {
            String document = member.documentOf(odd);
            V client = fromJson.apply(document);

            assertThat(member.get().apply(client)).as(member.name()).isNotNull();
            assertThat(client.toJson()).isEqualTo(document);
        }
    }

    @Test
    void allMembers_areReadAndWrittenWithoutALoss() {
        String document = ModelMember.document(members);
        B all = builder.get();
        members.forEach(member -> member.set().apply(all));

        V client = fromJson.apply(document);

        assertThat(client.toJson()).isEqualTo(document);
        assertThat(client.memberNames()).hasSameSizeAs(members);
        assertThat(members)
                .allSatisfy(member -> assertThat(member.get().apply(client)).isEqualTo(member.value()));
        assertThat(build.apply(all)).isEqualTo(client).hasSameHashCodeAs(client);
        assertThat(build.apply(toBuilder.apply(client))).isEqualTo(client);
    }

    @Test
    void membersThatAreNotShown_areThese() {
        JsonObject document = new JsonObject();
        members.forEach(member -> document.addProperty(member.name(), "value-of-" + member));
        String shown = fromJson.apply(document.toString()).toString();
        Set<String> notShown = new TreeSet<>(document.keySet());
        notShown.removeIf(name -> shown.contains(name + "=\"value-of-" + name + "\""));

        // A member that leaves this list is shown in every log from then on.
        assertThat(notShown).containsExactlyInAnyOrderElementsOf(hidden());
    }
}
