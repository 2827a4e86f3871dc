package dev.clientregistration.testing;

/** In what the headers of one server differ from those of another. */
final class HeaderSteps {
    private HeaderSteps() {}

    static AnswerStep without(String... names) {
        return (operation, request, answer) -> {
            MockAnswer changed = answer;
            for (String name : names) {
                changed = changed.withoutHeader(name);
            }
            return changed;
        };
    }
}
