package dev.clientregistration.testing;

/** An error page for people, as from a proxy; nothing is applied. */
record HtmlEffect(int status) implements FaultEffect {
    HtmlEffect {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be from 400 to 599, not " + status);
        }
    }

    @Override
    public String text() {
        return "html-error-" + status;
    }

    @Override
    public Reply strike(Visit visit) {
        return visit.send(MockAnswer.of(status, "text/html; charset=utf-8", """
                <!DOCTYPE html>
                <html><head><title>Error %1$d</title></head>
                <body><h1>Error %1$d</h1><p>Something is out of order.</p></body></html>
                """.formatted(status)));
    }
}
