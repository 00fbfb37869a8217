package io.pannier.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** A client that sends what it is told, byte by byte, be it HTTP or not. */
public final class RawConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;

  private RawConnection(Socket socket, InputStream in) {
    this.socket = socket;
    this.in = in;
  }

  public static RawConnection to(int port, Duration patience) {
    return to(port, patience, new Socket());
  }

  /** One whose operating system takes little that is not read. */
  public static RawConnection withSmallWindow(int port, Duration patience) {
    try {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(4096);
      return to(port, patience, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawConnection to(int port, Duration patience, Socket socket) {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      return new RawConnection(socket, new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole request and its reply. */
  public Reply request(String method, String target, String headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    String length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
    send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + length + "\r\n");
    send(bytes);
    return reply(!method.equals("HEAD"));
  }

  public void send(String text) {
    send(text.getBytes(ISO_8859_1));
  }

  public void send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends until the other side no longer takes it. */
  public boolean trySend(String text) {
    try {
      send(text);
      return true;
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  public Reply reply() {
    return reply(true);
  }

  public Reply reply(boolean withBody) {
    try {
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      HttpHeaders headers = new HttpHeaders();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
      }
      return new Reply(status, headers, withBody ? body(headers) : "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String body(HttpHeaders headers) throws IOException {
    if ("chunked".equals(headers.getFirst(HttpHeaders.TRANSFER_ENCODING))) {
      StringBuilder body = new StringBuilder();
      for (int size = chunkSize(); size > 0; size = chunkSize()) {
        body.append(new String(in.readNBytes(size), UTF_8));
        line();
      }
      line();
      return body.toString();
    }
    return new String(in.readNBytes((int) Math.max(0, headers.getContentLength())), UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after: " + line);
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(ISO_8859_1);
  }

  /** All that comes until the other side closes. */
  public String rest() {
    try {
      return new String(in.readAllBytes(), ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next bytes, whatever they are. */
  public byte[] read(int count) {
    try {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException("closed after " + bytes.length + " of " + count + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the other side closes; false if it has not after the patience of this side. */
  public boolean isClosedByServer() {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Gone without a goodbye, as a phone in a tunnel: the other side sees a reset. */
  public void abort() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
