package dev.clientregistration.internal.http;

import dev.clientregistration.Secret;

/** What may stand in a header. */
public final class HeaderText {
    private HeaderText() {}

    /**
     * Checks a bearer token. The message tells the place of a bad character, and no character.
     *
     * @throws IllegalArgumentException if it holds anything but visible ASCII
     */
    public static void requireToken(String name, Secret token) {
        String text = token.reveal();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                throw new IllegalArgumentException(name + " must consist of visible ASCII characters, but character "
                        + (i + 1) + " is " + (c == '\r' || c == '\n' ? "a line break" : "not one"));
            }
        }
    }
}
