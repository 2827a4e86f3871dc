package dev.clientregistration.samples.portal;

/**
 * The form to sign up or to sign in.
 *
 * @param name as it was typed
 * @param problem what is wrong; empty if nothing is
 * @param problemAt the input that it is wrong at; empty for the form as a whole
 */
record AccountForm(boolean isNew, String name, String problem, String problemAt) {
    String path() {
        return isNew ? "/sign-up" : "/sign-in";
    }

    boolean isWrong(String input) {
        return !problem.isEmpty() && problemAt.equals(input);
    }
}
