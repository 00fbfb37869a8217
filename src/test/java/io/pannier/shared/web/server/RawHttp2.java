package io.pannier.shared.web.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.handler.codec.http2.Http2Headers;
import io.pannier.testkit.RawConnection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** HTTP/2 frame by frame, whether it makes sense or not; the client's streams are odd numbers. */
final class RawHttp2 implements AutoCloseable {

  static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** That must end a stream or a block of headers. */
  static final int END_STREAM = Http2Flags.END_STREAM;

  static final int END_HEADERS = Http2Flags.END_HEADERS;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(int type, int flags, int stream, byte[] payload) {}

  private final RawConnection connection;
  private final DefaultHttp2HeadersDecoder headers = new DefaultHttp2HeadersDecoder();
  private Http2Headers last = new DefaultHttp2Headers();

  private RawHttp2(RawConnection connection) {
    this.connection = connection;
  }

  /** With prior knowledge, and streams that may send so much before they are read. */
  static RawHttp2 over(RawConnection connection, int window) {
    RawHttp2 http2 = new RawHttp2(connection);
    connection.send(PREFACE);
    http2.send(
        Http2FrameTypes.SETTINGS,
        0,
        0,
        ByteBuffer.allocate(6).putShort((short) 4).putInt(window).array());
    return http2;
  }

  void send(int type, int flags, int stream, byte... payload) {
    connection.send(frame(type, flags, stream, payload));
  }

  boolean trySend(int type, int flags, int stream, byte... payload) {
    return connection.trySend(new String(frame(type, flags, stream, payload), ISO_8859_1));
  }

  boolean trySendRaw(String bytes) {
    return connection.trySend(bytes);
  }

  static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .putInt(payload.length << 8 | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** A request's head; {@code headers} are names and values by turns. */
  void request(int stream, int flags, String method, String path, String... headers) {
    send(Http2FrameTypes.HEADERS, flags, stream, block(method, path, headers));
  }

  void get(int stream, String path) {
    request(stream, END_STREAM | END_HEADERS, "GET", path);
  }

  static byte[] block(String method, String path, String... headers) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    literal(block, ":method", method);
    literal(block, ":scheme", "http");
    literal(block, ":authority", "localhost");
    literal(block, ":path", path);
    for (int i = 0; i < headers.length; i += 2) {
      literal(block, headers[i], headers[i + 1]);
    }
    return block.toByteArray();
  }

  /** Without indexing and without Huffman's code (RFC 7541, section 6.2.2). */
  private static void literal(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    if (bytes.length < 127) {
      block.write(bytes.length);
    } else {
      block.write(127);
      int rest = bytes.length - 127;
      for (; rest >= 128; rest >>= 7) {
        block.write((rest & 127) | 128);
      }
      block.write(rest);
    }
    block.writeBytes(bytes);
  }

  Frame next() {
    ByteBuffer head = ByteBuffer.wrap(connection.read(9));
    int lengthAndType = head.getInt();
    Frame frame =
        new Frame(
            lengthAndType & 0xff,
            head.get() & 0xff,
            head.getInt(),
            connection.read(lengthAndType >>> 8));
    if (frame.type() == Http2FrameTypes.HEADERS) {
      last = decoded(frame);
    }
    return frame;
  }

  /** Each is, in order: later ones refer to earlier ones. */
  private Http2Headers decoded(Frame frame) {
    try {
      return headers.decodeHeaders(frame.stream(), Unpooled.wrappedBuffer(frame.payload()));
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The next frame of a type and stream; the others are left out. */
  Frame next(int type, int stream) {
    Frame frame = next();
    while (frame.type() != type || frame.stream() != stream) {
      frame = next();
    }
    return frame;
  }

  int status(int stream) {
    next(Http2FrameTypes.HEADERS, stream);
    return Integer.parseInt(String.valueOf(last.status()));
  }

  String body(int stream) {
    StringBuilder body = new StringBuilder();
    Frame frame;
    do {
      frame = next(Http2FrameTypes.DATA, stream);
      body.append(new String(frame.payload(), UTF_8));
    } while ((frame.flags() & END_STREAM) == 0);
    return body.toString();
  }

  boolean isClosedByServer() {
    return connection.isClosedByServer();
  }

  @Override
  public void close() {
    connection.close();
  }
}
