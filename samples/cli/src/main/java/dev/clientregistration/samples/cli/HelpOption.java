package dev.clientregistration.samples.cli;

import picocli.CommandLine.Option;

/** The option {@code --help} of every command. */
final class HelpOption {
    /** Without {@code -h}: picocli would take a token that begins so for that option. */
    @Option(names = "--help", usageHelp = true, description = "Show this text.")
    private boolean asked;
}
