/** A registration endpoint on Authlete's API. A named module, so that the SDK's module graph is proven here too. */
module dev.clientregistration.samples.endpoint {
    requires dev.clientregistration;
    requires dev.clientregistration.testing;
    requires jdk.httpserver;
}
