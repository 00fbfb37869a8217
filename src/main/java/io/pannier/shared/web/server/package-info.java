/** The server itself: what HTTP asks of it, and the limits of connections, requests and answers. */
@NullMarked
package io.pannier.shared.web.server;

import org.jspecify.annotations.NullMarked;
