package dev.clientregistration.testing;

import static dev.clientregistration.testing.Operation.DELETE;
import static dev.clientregistration.testing.Operation.GET;
import static dev.clientregistration.testing.Operation.REGISTER;
import static dev.clientregistration.testing.Operation.TOKEN;
import static dev.clientregistration.testing.Operation.UPDATE;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** The effects that need no telling how. What each does is told at the factory of {@link Fault} that has its name. */
enum PlainEffect implements FaultEffect {
    CLOSE_AT_ACCEPT(Moment.CONNECTED, Visit::nothing),
    DROP_BEFORE_READING(Moment.REQUEST_LINE_READ, Visit::nothing),
    DROP_AFTER_READING(Moment.REQUEST_READ, Visit::nothing),
    DROP_AFTER_APPLYING(Moment.REQUEST_READ, visit -> visit.send(visit.apply(), Delivery.NONE)),
    ROTATE_THEN_DROP(Moment.REQUEST_READ, visit -> visit.send(visit.applyAndRotate(), Delivery.NONE), GET, UPDATE),

    STALL(Moment.REQUEST_READ, Visit::applyOnceReleased),
    STALL_AFTER_APPLYING(Moment.REQUEST_READ, Visit::sendOnceReleased),

    HALF_BODY(Moment.REQUEST_READ, visit -> visit.send(visit.apply(), Delivery.HALF)),
    ENDLESS_BODY(Moment.REQUEST_READ, visit -> visit.send(visit.apply(), Delivery.ENDLESS)),
    EMPTY_BODY(Moment.REQUEST_READ, visit -> visit.send(visit.apply().withBody(""))),
    TRUNCATED_JSON(Moment.REQUEST_READ, visit -> visit.send(truncated(visit.apply()))),
    GARBAGE_JSON(Moment.REQUEST_READ, visit -> visit.send(visit.apply().withBody("{\"client_id\": }{"))),
    WRONG_CONTENT_TYPE(
            Moment.REQUEST_READ, visit -> visit.send(visit.apply().withHeader("Content-Type", "text/plain"))),

    PURGE_CLIENT(Moment.REQUEST_READ, visit -> visit.send(visit.purgeAndApply()), GET, UPDATE, DELETE, TOKEN),
    EXPIRE_SECRET(Moment.REQUEST_READ, visit -> visit.send(visit.expireAndApply()), GET, UPDATE, TOKEN),
    EXHAUST_INITIAL_TOKEN(Moment.REQUEST_READ, visit -> visit.send(visit.exhaustAndApply()), REGISTER);

    private final Moment moment;
    private final Function<Visit, Reply> strike;
    private final Set<Operation> operations;

    /** @param operations those that it can strike; none stands for all */
    PlainEffect(Moment moment, Function<Visit, Reply> strike, Operation... operations) {
        this.moment = moment;
        this.strike = strike;
        this.operations = Collections.unmodifiableSet(
                operations.length == 0 ? EnumSet.allOf(Operation.class) : EnumSet.copyOf(List.of(operations)));
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Moment moment() {
        return moment;
    }

    @Override
    public boolean holds() {
        return this == STALL || this == STALL_AFTER_APPLYING;
    }

    @Override
    public Set<Operation> operations() {
        return operations;
    }

    @Override
    public Reply strike(Visit visit) {
        return strike.apply(visit);
    }

    private static MockAnswer truncated(MockAnswer answer) {
        return answer.withBody(answer.body().substring(0, answer.body().length() / 2));
    }
}
