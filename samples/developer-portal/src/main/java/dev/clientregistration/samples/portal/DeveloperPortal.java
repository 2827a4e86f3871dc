package dev.clientregistration.samples.portal;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * A web application in which people register, change and delete their clients, at any authorization server that the SDK
 * speaks to.
 *
 * <p>The server is a mock inside, or a real one where the environment says so. The portal listens on the loopback
 * interface until the process is told to end.
 */
public final class DeveloperPortal implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DeveloperPortal.class.getName());
    private static final int DEFAULT_PORT = 8080;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACK_NAMES = Set.of(LOOPBACK, "localhost");
    private static final long LARGEST_FORM = 64 * 1024;

    /** A registration that has begun shall end: more than the time that a call of the SDK takes. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(35);

    /** Connections that browsers keep open, and on which nothing happens, are not worth waiting for. */
    private static final Duration IDLE_LIMIT = Duration.ofMillis(50);

    /** Nothing but our own files, and no script or style within a page. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Database database;
    private final RegistrationServer server;
    private final Clients clients;
    private final Javalin web;
    private final URI uri;

    private DeveloperPortal(Settings settings, Clock clock, int hashingCost) throws IOException {
        database = Database.open(settings.database());
        try {
            server = settings.server()
                    .map(RegistrationServer::real)
                    .orElseGet(() -> RegistrationServer.mock(mockPort(settings.port())));
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        clients = new Clients(server, database, clock);
        try {
            web = listen(settings, clock, hashingCost);
            uri = URI.create("http://" + LOOPBACK + ":" + web.port() + "/");
        } catch (IOException | RuntimeException e) {
            clients.close();
            server.close();
            database.close();
            throw e;
        }
    }

    /** Serves until the process is told to end; exit status 1 if it cannot begin. */
    public static void main(String[] args) {
        try {
            DeveloperPortal portal = start(System.getenv(), System.out, Clock.systemUTC(), Developers.HASHING_COST);
            Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "shutdown"));
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static DeveloperPortal start(Map<String, String> environment, PrintStream out, Clock clock, int hashingCost)
            throws IOException {
        Settings settings = Settings.of(environment);
        DeveloperPortal portal = new DeveloperPortal(settings, clock, hashingCost);
        out.println(
                settings.server().isPresent()
                        ? "Clients are registered at " + portal.server.uri()
                        : "No REGISTRATION_ENDPOINT or ISSUER is set: clients are registered at a mock server inside, at "
                                + portal.server.uri() + ", which forgets them when the portal ends");
        if (settings.database().key().isEmpty()) {
            out.println("No PORTAL_KEY is set: credentials are encrypted with the key in "
                    + Database.keyFile(settings.database()) + ", which lies beside the database");
        }
        out.println("The developer portal is " + portal.uri() + " ; Ctrl-C ends it");
        return portal;
    }

    /** Where the portal is. */
    URI uri() {
        return uri;
    }

    RegistrationServer server() {
        return server;
    }

    /** Answers what was begun, and nothing more; then closes what was opened. */
    @Override
    public void close() {
        for (Connector connector : web.jettyServer().server().getConnectors()) {
            if (connector instanceof AbstractConnector http) {
                http.setShutdownIdleTimeout(IDLE_LIMIT.toMillis());
            }
        }
        web.stop();
        clients.close();
        server.close();
        database.close();
    }

    // ---- the web server

    /** The default port is for people who copy a command; whoever names a port means that one. */
    private Javalin listen(Settings settings, Clock clock, int hashingCost) throws IOException {
        try {
            return web(settings, clock, hashingCost)
                    .start(LOOPBACK, settings.port().orElse(DEFAULT_PORT));
        } catch (JavalinBindException e) {
            if (settings.port().isPresent()) {
                throw new IOException(
                        "PORT " + settings.port().get() + " cannot be listened on: it is taken, or not allowed", e);
            }
            return web(settings, clock, hashingCost).start(LOOPBACK, 0);
        }
    }

    private Javalin web(Settings settings, Clock clock, int hashingCost) {
        Sessions sessions = new Sessions(clock);
        Renderer renderer = new Renderer(sessions);
        return Javalin.create(config -> {
            configure(config, settings);
            RoutesConfig routes = config.routes;
            routes.before(DeveloperPortal::setHeaders);
            routes.before(ctx -> checkHost(ctx, settings.publicUrl()));
            addAssets(routes);
            routes.before(ctx -> {
                if (!ctx.path().startsWith("/assets/")) {
                    sessions.check(ctx);
                }
            });
            routes.get("/", ctx -> ctx.redirect("/clients", HttpStatus.SEE_OTHER));
            new AccountPages(new Developers(database.jdbi(), clock, hashingCost), sessions, renderer).addTo(routes);
            new ClientPages(clients, server, sessions, renderer, clock).addTo(routes);
            addErrors(routes, sessions, renderer);
        });
    }

    private static void configure(JavalinConfig config, Settings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = LARGEST_FORM;
        config.jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(SHUTDOWN_LIMIT.toMillis());
        });
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServletContextHandler(
                handler -> handler.setSessionHandler(Sessions.handler(settings.publicUrl())));
    }

    private static void setHeaders(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-store"); // every page is of one developer, and some hold a secret
    }

    /** A page of elsewhere can have its own name lead here, but not speak to the portal by the portal's name. */
    private static void checkHost(Context ctx, Optional<URI> publicUrl) {
        String host = ctx.req().getServerName();
        boolean isKnown = LOOPBACK_NAMES.contains(host)
                || publicUrl.map(URI::getHost).filter(host::equalsIgnoreCase).isPresent();
        if (!isKnown) {
            ctx.status(HttpStatus.MISDIRECTED_REQUEST)
                    .contentType("text/plain;charset=utf-8")
                    .result("The portal is not known by the name in the address; PUBLIC_URL tells it one.\n")
                    .skipRemainingHandlers();
        }
    }

    private static void addAssets(RoutesConfig routes) {
        Map.of("portal.css", "text/css", "portal.js", "text/javascript", "portal.svg", "image/svg+xml")
                .forEach((file, type) -> {
                    byte[] content = resource(file);
                    routes.get("/assets/" + file, ctx -> ctx.contentType(type + ";charset=utf-8")
                            .header("Cache-Control", "max-age=300")
                            .result(content));
                });
    }

    private static void addErrors(RoutesConfig routes, Sessions sessions, Renderer renderer) {
        routes.exception(Sessions.NotSignedInException.class, (e, ctx) -> {
            sessions.want(ctx);
            ctx.redirect("/sign-in", HttpStatus.SEE_OTHER);
        });
        routes.exception(Sessions.ForeignFormException.class, (e, ctx) -> {
            ctx.status(HttpStatus.FORBIDDEN);
            renderer.message(
                    ctx,
                    "This form is out of date",
                    "Nothing was saved. Your session was over when the form was sent, or the form did not come from this"
                            + " portal. Open the page anew and try again.",
                    ClientForm.typed(ctx));
        });
        routes.exception(Exception.class, (e, ctx) -> {
            LOG.log(Level.ERROR, ctx.method() + " " + ctx.path(), e);
            ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
        });
        routes.error(
                HttpStatus.NOT_FOUND,
                ctx -> renderer.message(ctx, "Not found", "There is no such page, or it is none of yours."));
        routes.error(
                HttpStatus.BAD_REQUEST,
                ctx -> renderer.message(ctx, "Not understood", "This is not what a form of this portal sends."));
        routes.error(
                HttpStatus.CONTENT_TOO_LARGE,
                ctx -> renderer.message(
                        ctx, "Too much", "The form holds more than this portal takes. Nothing was saved."));
        routes.error(
                HttpStatus.INTERNAL_SERVER_ERROR,
                ctx -> renderer.message(
                        ctx,
                        "Something went wrong",
                        "A mistake in this portal, which is in its log. My clients shows what was saved."));
    }

    private static byte[] resource(String file) {
        try (InputStream in = DeveloperPortal.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Beside the portal's own, so that it is the same after a restart. */
    private static int mockPort(Optional<Integer> port) {
        int own = port.orElse(DEFAULT_PORT);
        return own == 0 || own == 65_535 ? 0 : own + 1;
    }
}
