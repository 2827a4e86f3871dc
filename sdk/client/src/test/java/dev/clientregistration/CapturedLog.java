package dev.clientregistration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the SDK logs, by java.util.logging behind System.Logger, from here until it is closed. */
final class CapturedLog extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.clientregistration");
    private final Level before = logger.getLevel();
    private final boolean parents = logger.getUseParentHandlers();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private CapturedLog(Level level) {
        setLevel(Level.ALL);
        logger.setLevel(level);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** Captures from this level up. {@code FINE} is what System.Logger calls DEBUG. */
    static CapturedLog from(Level level) {
        return new CapturedLog(level);
    }

    List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** Every record as a file would show it, exceptions included. */
    List<String> lines() {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream().map(formatter::format).toList();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(parents);
        logger.setLevel(before);
    }
}
