/** SimpleIdServer: {@link dev.clientregistration.simpleidserver.SimpleIdServerMembers} are the client metadata of its own. */
@NullMarked
package dev.clientregistration.simpleidserver;

import org.jspecify.annotations.NullMarked;
