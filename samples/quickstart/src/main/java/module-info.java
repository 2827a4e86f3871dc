/** The README's first command. Being a named module, it also proves that the SDK's module graph resolves. */
module dev.clientregistration.samples.quickstart {
    requires dev.clientregistration;
    requires dev.clientregistration.testing;
}
