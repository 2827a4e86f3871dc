package dev.clientregistration.samples.portal;

import java.util.List;

/**
 * What every page has.
 *
 * @param developer who is signed in; empty for nobody
 * @param csrf what every form of the page must send back
 * @param notices what has just happened
 */
record Page(String title, String developer, String csrf, List<String> notices) {
    boolean isSignedIn() {
        return !developer.isEmpty();
    }
}
