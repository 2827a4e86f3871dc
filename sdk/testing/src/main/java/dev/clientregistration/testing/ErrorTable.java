package dev.clientregistration.testing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a dialect tells its refusals: by reason, or by operation and reason; and all others alike. Immutable. */
final class ErrorTable {
    private record Place(Operation operation, Reason reason) {}

    private final ErrorForm others;
    private final Map<Reason, ErrorForm> everywhere;
    private final Map<Place, ErrorForm> somewhere;

    private ErrorTable(ErrorForm others, Map<Reason, ErrorForm> everywhere, Map<Place, ErrorForm> somewhere) {
        this.others = others;
        this.everywhere = everywhere;
        this.somewhere = somewhere;
    }

    /** Tells everything alike. */
    static ErrorTable of(ErrorForm others) {
        return new ErrorTable(others, Map.of(), Map.of());
    }

    /** This table, with another form for these reasons at every operation. */
    ErrorTable with(ErrorForm form, Reason... reasons) {
        Map<Reason, ErrorForm> changed = new EnumMap<>(Reason.class);
        changed.putAll(everywhere);
        Map<Place, ErrorForm> left = new HashMap<>(somewhere);
        for (Reason reason : reasons) {
            changed.put(reason, form);
            left.keySet().removeIf(place -> place.reason() == reason);
        }
        return new ErrorTable(others, changed, left);
    }

    /** This table, with another form for these reasons at one operation. */
    ErrorTable at(Operation operation, ErrorForm form, Reason... reasons) {
        Map<Place, ErrorForm> changed = new HashMap<>(somewhere);
        for (Reason reason : reasons) {
            changed.put(new Place(operation, reason), form);
        }
        return new ErrorTable(others, everywhere, changed);
    }

    /** This table, with another form for all reasons that it does not name. */
    ErrorTable others(ErrorForm form) {
        return new ErrorTable(form, everywhere, somewhere);
    }

    /** This table with every form changed. */
    ErrorTable each(UnaryOperator<ErrorForm> change) {
        Map<Reason, ErrorForm> changed = new EnumMap<>(Reason.class);
        everywhere.forEach((reason, form) -> changed.put(reason, change.apply(form)));
        Map<Place, ErrorForm> changedSomewhere = new HashMap<>();
        somewhere.forEach((place, form) -> changedSomewhere.put(place, change.apply(form)));
        return new ErrorTable(change.apply(others), changed, changedSomewhere);
    }

    /** @param operation null if the request asks for nothing that every dialect has */
    ErrorForm form(@Nullable Operation operation, Refusal refusal) {
        ErrorForm here = operation == null ? null : somewhere.get(new Place(operation, refusal.reason()));
        return here != null ? here : everywhere.getOrDefault(refusal.reason(), others);
    }
}
