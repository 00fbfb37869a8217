package io.pannier.shared.web.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameTypes;

/**
 * Parses what a client sends over HTTP/2, to distinguish a client that is idle from one that has
 * sent only part of the preface, of a frame, or of a block of headers (RFC 9113, sections 3.4, 4.1
 * and 6.10).
 */
final class Http2Frames {

  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final int END_HEADERS = 0x4;

  private int prefaceRead;
  private boolean foreign;
  private final byte[] head = new byte[Http2CodecUtil.FRAME_HEADER_LENGTH];
  private int headRead;
  private int payloadMissing;

  /**
   * Between the preface and its settings, or inside a block of headers, more frames must follow.
   */
  private boolean moreToCome = true;

  /** Reads the bytes without consuming them. */
  void read(ByteBuf bytes) {
    int at = bytes.readerIndex();
    while (at < bytes.writerIndex() && !foreign) {
      if (prefaceRead < PREFACE.length) {
        foreign = bytes.getByte(at++) != PREFACE[prefaceRead++];
      } else if (headRead < head.length) {
        head[headRead++] = bytes.getByte(at++);
        if (headRead == head.length) {
          frameBegins();
        }
      } else {
        int taken = Math.min(payloadMissing, bytes.writerIndex() - at);
        payloadMissing -= taken;
        at += taken;
      }
      if (headRead == head.length && payloadMissing == 0) {
        headRead = 0;
      }
    }
  }

  private void frameBegins() {
    payloadMissing = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
    switch (head[3]) {
      case Http2FrameTypes.SETTINGS -> moreToCome = false;
      case Http2FrameTypes.HEADERS, Http2FrameTypes.CONTINUATION ->
          moreToCome = (head[4] & END_HEADERS) == 0;
      default -> {}
    }
  }

  /** Whether the bytes started with the preface of HTTP/2. */
  boolean hasPreface() {
    return !foreign && prefaceRead == PREFACE.length;
  }

  /** Whether the client has completed everything that it started. */
  boolean areComplete() {
    return hasPreface() && headRead == 0 && !moreToCome;
  }
}
