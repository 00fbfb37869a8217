package io.pannier.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Says which ports of this machine can still be listened on. */
final class Ports {

  private static final int ANY_FREE = 0;

  private Ports() {}

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** This port if it is free, else 0, with which a server takes any free one. */
  static int orAnyFree(int port) {
    return isFree(port) ? port : ANY_FREE;
  }
}
